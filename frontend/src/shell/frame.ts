// In a course unit the page is in a frame: reports its height to the parent page.

/** The message that the learning MFE listens for. A size is no secret, so any parent may receive it. */
function reportToParent(height: number, width: number): void {
  window.parent.postMessage({ type: "plugin.resize", payload: { width, height } }, "*");
}

/** Whether this page sits in another. */
export function framed(): boolean {
  return window.parent !== window;
}

/** Links out of a frame must leave it, or a page would open within the unit. */
export function linkTarget(): "_top" | "_self" {
  return framed() ? "_top" : "_self";
}

let started = false;

/** Reports the height of this page from now on, once however many elements ask for it. */
export function reportHeight(): void {
  if (started || !framed()) return;
  started = true;
  let last = 0;
  const report = () => {
    // The LMS wraps a unit in #content; a body may be stretched to the frame and would then never shrink.
    const content = document.getElementById("content") ?? document.body;
    const height = Math.ceil(content.getBoundingClientRect().height);
    if (height && height !== last) reportToParent((last = height), content.offsetWidth);
  };
  new ResizeObserver(report).observe(document.body);
  report();
}
