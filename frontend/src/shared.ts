// What proserva.js hands to proserva-more.js, which has no copy of its own of Lit or of anything outside src/more/.
// A name that is missing here fails the build of proserva-more.js; each one costs every page some bytes.
export { css, html, nothing } from "lit";
export { property, state } from "lit/decorators.js";
export { ApiError, errorText } from "./api";
export { getConfig } from "./config";
export { ProservaElement } from "./elements/base";
export { empty, failed, loading } from "./elements/states";
export { linkTarget } from "./frame";
export { gettext, language, ngettext } from "./i18n";
export { messageIcon, searchIcon } from "./icons";
export { Online } from "./online";
export { avatar, personName } from "./people";
export { fullTime, relativeTime } from "./time";
