/* The sections of the instructor dashboard as tabs; without this script all of them show. */
(function () {
  "use strict";
  var tabs = Array.from(document.querySelectorAll('[role="tab"]'));

  function select(chosen) {
    tabs.forEach(function (tab) {
      var on = tab === chosen;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).hidden = !on;
    });
    window.history.replaceState(null, "", "#" + chosen.id.replace("tab-", ""));
  }

  tabs.forEach(function (tab, place) {
    tab.addEventListener("click", function () { select(tab); });
    tab.addEventListener("keydown", function (event) {
      var step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) { return; }
      if (document.dir === "rtl") { step = -step; }
      var next = tabs[(place + step + tabs.length) % tabs.length];
      select(next);
      next.focus();
    });
  });
  select(document.getElementById("tab-" + window.location.hash.slice(1)) || tabs[0]);
})();
