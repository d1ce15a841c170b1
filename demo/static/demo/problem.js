/* A question: sends the answer that was chosen, and says whether it is right. */
function CampusProblem(runtime, element, status) {
  "use strict";
  var form = element.querySelector("form");
  var button = form.querySelector("button");
  var result = form.querySelector(".result");

  function show(now) {
    button.disabled = Boolean(now.closed) || now.correct;
    result.className = "result" + (now.answered ? (now.correct ? " right" : " wrong") : "");
    var left = now.closed || (now.left === 1 ? "One attempt left." : now.left + " attempts left.");
    if (now.answered) {
      result.textContent = now.correct ? "Correct." : "Not correct. " + left;
    } else {
      result.textContent = now.closed || "";
    }
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var chosen = form.querySelector("input:checked");
    if (!chosen) { result.textContent = "Choose an answer."; return; }
    fetch(runtime.handlerUrl(element, "check"), {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": window.Campus.csrfToken() },
      body: JSON.stringify({ answer: Number(chosen.value) }),
    }).then(function (response) {
      return response.json().then(function (data) {
        if (response.ok) { show(data); } else { result.textContent = data.error; }
      });
    }).catch(function () { result.textContent = "The answer could not be sent. Try again."; });
  });

  show(status);
}
