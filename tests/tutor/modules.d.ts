// What the code for frontend-base's slots uses of other modules, for the type checker: their names and shapes.
declare module "react" {
  type Element = { type: unknown };
  export function createElement(type: string | (() => Element | null), props?: Record<string, string>): Element;
}

declare module "@openedx/frontend-base" {
  export enum WidgetOperationTypes {
    APPEND = "widgetAppend",
    INSERT_BEFORE = "widgetInsertBefore",
  }
  type Place =
    | { op: WidgetOperationTypes.APPEND }
    | { op: WidgetOperationTypes.INSERT_BEFORE; relatedId: string };
  export type SlotOperation = Place & {
    slotId: string;
    id: string;
    element: { type: unknown };
    condition?: { authenticated?: boolean; active?: string[]; inactive?: string[]; callback?: () => boolean };
  };
  export interface App {
    appId: string;
    slots?: SlotOperation[];
    externalScripts?: ExternalScriptLoaderClass[];
  }
  export type ExternalRoute = object;
  export type ExternalScriptLoaderClass = new (...data: unknown[]) => object;
  export interface SiteConfig {
    lmsBaseUrl: string;
    apps?: App[];
    externalRoutes?: ExternalRoute[];
  }
  export function getSiteConfig(): SiteConfig;
}
