// The exports of proserva.js for proserva-more.js, which has no copy of its own of Lit or of a module that proserva.js
// contains.
// A name that is missing here fails the build of proserva-more.js; each one costs every page some bytes.
export { Task } from "@lit/task/task.js";
export { css, html, nothing, svg } from "lit";
export { property, state } from "lit/decorators.js";
export { keyed } from "lit/directives/keyed.js";
export { repeat } from "lit/directives/repeat.js";
export { unsafeHTML } from "lit/directives/unsafe-html.js";
export { dismiss } from "./announcements/dismissals";
export { emailWords, isLost, reasonOf } from "./conversations/receipt-words";
export { avatar, others, peopleCount, personName, roleName } from "./people/people";
export { ApiError, errorText, getConfig } from "./shell/api";
export { ProservaElement } from "./shell/base";
export { fileItem } from "./shell/files";
export { Dialog } from "./shell/dialog";
export { linkTarget, reportHeight } from "./shell/frame";
export { gettext, language, ngettext } from "./shell/i18n";
export {
  backIcon,
  checkIcon,
  chevronIcon,
  clipIcon,
  closeIcon,
  fileIcon,
  icon,
  messageIcon,
  peopleIcon,
  searchIcon,
  seenIcon,
  sendIcon,
} from "./shell/icons";
export { Listing } from "./shell/listing";
export { Poller } from "./shell/poller";
export { Online } from "./shell/presence";
export { empty, failed, loaded, loading } from "./shell/states";
export { bodyStyles } from "./shell/styles";
export { dateTime, dayAndYear, fileSize, fullTime, relativeTime } from "./shell/time";
export { applyMark, textLength } from "./writing/markdown";
export { counter, fileList, hint, markBar } from "./writing/parts";
export { composeStyles } from "./writing/styles";
export { errorLine, failedFiles, Form, tooLong } from "./writing/form";
