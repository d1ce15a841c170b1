/* Gives each email's frame the height of what is in it. Scripts inside stay off. */
(function () {
  "use strict";
  document.querySelectorAll("iframe.html").forEach(function (frame) {
    function fit() {
      var inside = frame.contentDocument;
      if (inside && inside.body) { frame.style.height = inside.documentElement.scrollHeight + 2 + "px"; }
    }
    frame.addEventListener("load", fit);
    window.addEventListener("resize", fit);
    fit();
  });
})();
