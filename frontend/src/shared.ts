// What proserva.js hands to proserva-more.js, which has no copy of its own of Lit or of anything outside src/more/.
// A name that is missing here fails the build of proserva-more.js; each one costs every page some bytes.
export { css, html, nothing, svg } from "lit";
export { property, state } from "lit/decorators.js";
export { repeat } from "lit/directives/repeat.js";
export { unsafeHTML } from "lit/directives/unsafe-html.js";
export { ApiError, errorText } from "./api";
export { attemptFor } from "./attempt";
export { getConfig } from "./config";
export { dismiss } from "./dismissals";
export { ProservaElement } from "./elements/base";
export { bodyStyles } from "./elements/body-styles";
export { counter, fileList, hint, markBar } from "./elements/compose-parts";
export { composeStyles } from "./elements/compose-styles";
export { DraftKeeper } from "./elements/draft-keeper";
export { fileIntake } from "./elements/file-intake";
export { empty, failed, loading } from "./elements/states";
export { linkTarget, reportHeight } from "./frame";
export { gettext, language, ngettext } from "./i18n";
export { backIcon, checkIcon, chevronIcon, clipIcon, closeIcon, fileIcon, icon, messageIcon, peopleIcon, searchIcon, sendIcon } from "./icons";
export { applyMark, textLength } from "./markdown";
export { Online } from "./online";
export { avatar, others, peopleCount, personName, roleName } from "./people";
export { Poller } from "./poller";
export { emailWords, reasonOf } from "./receipt-words";
export { dateTime, dayAndYear, fileSize, fullTime, relativeTime } from "./time";
export { Uploads } from "./uploads";
