/* Around a lesson's frame: does what the learning front end does when a unit speaks to it. */
(function () {
  "use strict";
  var frame = document.getElementById("unit");
  var dialog = null;

  function close() {
    if (dialog) { dialog.close(); }
  }

  function open(payload) {
    close();
    dialog = document.createElement("dialog");
    dialog.className = "overlay";
    var head = document.createElement("header");
    var title = document.createElement("strong");
    var button = document.createElement("button");
    var inner = document.createElement("iframe");
    title.textContent = payload.title || "";
    button.className = "plain";
    button.textContent = "Close";
    button.addEventListener("click", close);
    inner.title = payload.title || "Dialog";
    inner.src = payload.url;
    inner.height = payload.height || 500;
    head.append(title, button);
    dialog.append(head, inner);
    dialog.addEventListener("close", function () { this.remove(); dialog = null; });
    document.body.append(dialog);
    dialog.showModal();
  }

  window.addEventListener("message", function (event) {
    if (event.origin !== window.location.origin || !event.data) { return; }
    if (event.data.type === "plugin.resize" && event.source === frame.contentWindow) {
      frame.style.height = event.data.payload.height + "px";
    } else if (event.data.type === "plugin.modal") {
      open(event.data.payload);
    } else if (event.data.type === "plugin.modal-close") {
      close();
    }
  });
})();
