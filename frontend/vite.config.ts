// Builds every component into one classic script, and runs the unit tests.
import { defineConfig } from "vitest/config";

export default defineConfig({
  // Without this Vite leaves `process.env.NODE_ENV` in what runs in a browser.
  define: { "process.env.NODE_ENV": '"production"' },
  build: {
    outDir: "../static/proserva_messaging",
    // Other files of the plugin may live in that folder.
    emptyOutDir: false,
    target: "es2022",
    sourcemap: false,
    reportCompressedSize: false,
    lib: { entry: "src/index.ts", name: "proserva", formats: ["iife"], fileName: () => "proserva.js" },
  },
  // The tests look at the built script too.
  server: { fs: { allow: [".."] } },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});
