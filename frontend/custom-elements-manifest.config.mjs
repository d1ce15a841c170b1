// The custom elements manifest: the public elements alone, without what is private in them.
const isPublic = ({ privacy, description }) => !privacy && description;

/** Keeps the elements that name themselves by `@element`, and of them what pages can use. */
function publicElements() {
  return {
    name: "public-elements",
    packageLinkPhase({ customElementsManifest }) {
      for (const module of customElementsManifest.modules) {
        module.declarations = module.declarations.filter(({ tagName }) => tagName);
        for (const element of module.declarations) {
          element.members = element.members?.filter((member) => member.attribute && isPublic(member));
          element.events = element.events?.filter(({ description }) => description);
          element.attributes = element.attributes?.filter(({ name, description }) => name && description);
        }
        module.exports = [];
      }
      customElementsManifest.modules = customElementsManifest.modules.filter(({ declarations }) => declarations.length);
    },
  };
}

export default {
  globs: ["src/**/*.ts"],
  exclude: ["src/**/*.test.ts", "src/testing/**", "src/shell/schema.d.ts"],
  outdir: ".",
  litelement: true,
  packagejson: false,
  plugins: [publicElements()],
};
