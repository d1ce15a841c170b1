// Builds the components into classic scripts, the one of the mode (`--mode more`: the second), and runs the unit tests.
import { defineConfig } from "vitest/config";
import { fromCore } from "./scripts/from-core.mjs";

export default defineConfig(({ mode }) => {
  const isMore = mode === "more";
  const [entry, file] = isMore ? ["src/more.ts", "proserva-more.js"] : ["src/index.ts", "proserva.js"];
  return {
    plugins: isMore ? [fromCore()] : [],
    // Without this Vite leaves `process.env.NODE_ENV` in what runs in a browser.
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      outDir: "../static/proserva_messaging",
      // Other files of the plugin may live in that folder.
      emptyOutDir: false,
      target: "es2022",
      sourcemap: false,
      reportCompressedSize: false,
      lib: { entry, name: "proserva", formats: ["iife"], fileName: () => file },
      // Nothing happens when the second script looks up what it shares with the first.
      rolldownOptions: { treeshake: { propertyReadSideEffects: false, unknownGlobalSideEffects: false } },
    },
    // The tests look at the built scripts too.
    server: { fs: { allow: [".."] } },
    test: {
      environment: "happy-dom",
      include: ["src/**/*.test.ts"],
      restoreMocks: true,
      unstubGlobals: true,
    },
  };
});
