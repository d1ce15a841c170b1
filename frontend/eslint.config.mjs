// ESLint: types, Lit templates, the order of imports, no import circles, and the floors of src/. Prettier decides how
// code looks.
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import { importX } from "eslint-plugin-import-x";
import { configs as lit } from "eslint-plugin-lit";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/** The folders of src/, from the bottom to the top: each imports only from itself and from those before it. */
const FLOORS = ["shell", "people", "writing", "conversations", "notifications", "announcements", "broadcasts"];

const zones = FLOORS.map((floor, at) => ({
  target: `./src/${floor}/!(*.test).ts`,
  from: [...FLOORS.slice(at + 1), "testing"].map((above) => `./src/${above}`),
}));

export default defineConfig(
  { ignores: ["node_modules", "src/shell/schema.d.ts"] },
  {
    files: ["src/**/*.ts"],
    extends: [tseslint.configs.recommendedTypeChecked, lit["flat/recommended"]],
    plugins: { "import-x": importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver()] },
    rules: {
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": ["error", { zones }],
      "import-x/order": [
        "error",
        { "newlines-between": "never", alphabetize: { order: "asc", caseInsensitive: true } },
      ],
      "sort-imports": ["error", { ignoreDeclarationSort: true, ignoreCase: true }],
      "max-lines": ["error", 300],
      "max-lines-per-function": ["error", { max: 25, skipComments: true, skipBlankLines: true }],
      "@typescript-eslint/no-unnecessary-type-assertion": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // Lit binds listeners to their element.
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", destructuredArrayIgnorePattern: "^_" },
      ],
    },
  },
  { files: ["src/testing/*.ts"], rules: { "max-lines-per-function": ["error", 60] } },
  {
    files: ["src/**/*.test.ts"],
    rules: {
      "max-lines-per-function": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/consistent-type-imports": "off",
    },
  },
);
