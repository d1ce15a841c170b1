// Moves the bell into the platform's header. Styles are set by script: a strict Content-Security-Policy allows no inline
// style. Without a legacy header, as in some themes, the bell is in the upper corner. A page inside another has none.
(() => {
  const bell = document.getElementById("proserva-header-bell");
  if (!bell) return;
  if (window.top !== window) {
    bell.remove();
    return;
  }
  const links = document.querySelector(".nav-links .secondary");
  if (links) {
    // On narrow screens the links are in a menu, and the bell is at the header's end.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      #proserva-header-bell { display: inline-block; vertical-align: middle; margin: -14px 0 }
      @media (max-width: 991.98px) {
        #proserva-header-bell { position: absolute; inset-block-start: 12px; inset-inline-end: 12px; margin: 0 }
      }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    links.prepend(bell);
  } else {
    bell.style.cssText = "position: fixed; inset-block-start: 12px; inset-inline-end: 12px; z-index: 1000";
  }
  bell.hidden = false;
})();
