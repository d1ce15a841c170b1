/* The scripts' side of the XBlock runtime: starts what fragments ask to be started, as the LMS does. */
(function () {
  "use strict";

  window.gettext = window.gettext || function (text) { return text; };

  function csrfToken() {
    var found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return found ? decodeURIComponent(found[1]) : "";
  }

  if (window.jQuery) {
    window.jQuery.ajaxSetup({
      beforeSend: function (request, settings) {
        if (!settings.crossDomain) { request.setRequestHeader("X-CSRFToken", csrfToken()); }
      },
    });
  }

  /* Tells people what a studio editor is doing, and leads back when it is done. */
  function notify(element, name, data) {
    var studio = element.closest(".studio");
    if (!studio) { return; }
    var note = studio.querySelector("#studio-note");
    if (name === "cancel" || (name === "save" && data.state === "end")) {
      window.location.assign(studio.dataset.after);
      return;
    }
    note.hidden = false;
    note.className = name === "error" ? "note error" : "note";
    note.textContent = data.message || "";
  }

  function runtimeFor(element) {
    return {
      handlerUrl: function (of, handler, suffix, query) {
        var node = of && of.jquery ? of[0] : of || element;
        var url = node.closest("[data-handlers]").dataset.handlers + handler;
        if (suffix) { url += "/" + suffix; }
        return query ? url + "?" + query : url;
      },
      notify: function (name, data) { notify(element, name, data || {}); },
    };
  }

  function start(element) {
    var init = window[element.dataset.init];
    if (typeof init !== "function" || element.dataset.started) { return; }
    element.dataset.started = "1";
    var given = element.querySelector(":scope > .xblock_json_init_args");
    init(runtimeFor(element), element, given ? JSON.parse(given.textContent) : {});
  }

  /* Starts every block on the page; blocks inside others first. */
  function startAll() {
    Array.from(document.querySelectorAll("[data-init]")).reverse().forEach(start);
  }

  window.Campus = { csrfToken: csrfToken, start: startAll };
  document.addEventListener("DOMContentLoaded", startAll);
})();
