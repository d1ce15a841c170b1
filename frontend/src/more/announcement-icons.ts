// Icons that only announcements use.
import { svg } from "lit";
import { icon } from "../icons";

export const megaphoneIcon = icon(svg`<path d="M4 10v4h3l9 4.5v-13L7 10zM7 14l1.5 5H11l-1.2-3.6M19 9.5a4 4 0 0 1 0 5"/>`);
export const pinIcon = icon(svg`<path d="M9 3.5h6l-.8 6.2 3.3 3.8h-11l3.3-3.8zM12 13.5v7"/>`);
