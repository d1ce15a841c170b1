import { expect, it } from "vitest";
import { applyStyles, stylesAsData } from "./email-frame";

it("turns styles into data in tags only, and text stays as it is", () => {
  const page = `<style media="all">p > b{color:red}</style><p dir="auto" style="margin:0">Write style="a" and &lt;style&gt;</p>`;
  expect(stylesAsData(page)).toBe(
    `<template media="all">p > b{color:red}</template><p dir="auto" data-style="margin:0">Write style="a" and &lt;style&gt;</p>`,
  );
});

it("sets the styles of a loaded page", () => {
  const page = document.implementation.createHTMLDocument();
  page.body.innerHTML = stylesAsData(`<style>p{color:red}</style><p style="margin:0">Hello</p>`);
  applyStyles(page);
  expect(page.querySelector("p")?.style.cssText).toContain("margin");
});
