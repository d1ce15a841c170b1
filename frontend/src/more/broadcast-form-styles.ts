// How the form of a broadcast looks: what is written, and beside it, where there is room, how it will be seen.
import { css } from "lit";

export const broadcastFormStyles = css`
  form.columns { display: grid; gap: 20px; }
  form.columns > * { min-inline-size: 0; }
  form.columns > .end { display: grid; gap: 12px; margin: 0; }
  textarea#body { min-block-size: 180px; }
  .field { font-weight: 600; font-size: var(--fs-s); padding-inline: 12px; max-inline-size: 100%; }
  .field .dim { font-weight: 400; }
  @container (min-width: 980px) {
    form.columns { grid-template-columns: minmax(0, 1fr) minmax(360px, 0.72fr); grid-template-rows: 1fr auto; align-items: start; column-gap: 28px; }
    proserva-broadcast-preview { grid-row: 1 / span 2; grid-column: 2; position: sticky; inset-block-start: 12px; }
  }
`;
