// The files of a message being written: dropped, pasted or picked, checked before they travel, uploaded at once,
// removable at any time.
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type Api, ApiError, errorText } from "../shell/api";
import { gettext, ngettext } from "../shell/i18n";
import { fileSize } from "../shell/time";
import type { Attachment, Config } from "../shell/types";

type Limits = Config["attachments"];

export interface UploadItem {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  /** 0 to 1. */
  progress: number;
  error: string;
  attachment: Attachment | null;
  /** Set while it can be tried again: the browser has the file, and it is not the file that was wrong. */
  file: File | null;
  abort: () => void;
}

/** The context of an upload, read when it is needed, as a page may set it late. */
interface Surroundings {
  api: Api;
  limits: Limits | null;
  course: () => Promise<string>;
}

let lastId = 0;

function newItem(name: string, size: number, file: File | null = null): UploadItem {
  return { id: ++lastId, name, size, progress: 0, error: "", attachment: null, file, abort: () => undefined };
}

/** Why this file cannot go, or nothing. The server has the last word; this saves the way there. */
export function refusal(file: File, limits: Limits): string {
  const dot = file.name.lastIndexOf(".");
  const extension = dot < 0 ? "" : file.name.slice(dot).toLowerCase();
  if (limits.extensions.length && !limits.extensions.includes(extension)) {
    return gettext("This file type is not allowed. Allowed types: %(extensions)s", {
      extensions: limits.extensions.join(", "),
    });
  }
  if (file.size > limits.max_bytes) {
    return gettext("This file is %(size)s. The limit is %(limit)s.", {
      size: fileSize(file.size),
      limit: fileSize(limits.max_bytes),
    });
  }
  return "";
}

export class Uploads implements ReactiveController {
  items: UploadItem[] = [];
  /** The error of the files together. */
  error = "";

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly around: () => Surroundings,
    private readonly changed: () => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    for (const item of this.items) if (!item.attachment) item.abort();
  }

  get busy(): boolean {
    return this.items.some((item) => !item.attachment && !item.error);
  }

  get failed(): boolean {
    return this.items.some((item) => item.error);
  }

  get attachments(): Attachment[] {
    return this.items.flatMap((item) => item.attachment ?? []);
  }

  /** Takes files from the picker, a drop or the clipboard. */
  add(files: Iterable<File>): void {
    const { limits } = this.around();
    const wanted = [...files];
    const room = Math.max(0, (limits?.max_count ?? Infinity) - this.items.length);
    this.error = wanted.length > room ? tooMany(limits?.max_count ?? 0) : "";
    for (const file of wanted.slice(0, room)) {
      const item = newItem(file.name, file.size, file);
      this.items.push(item);
      item.error = limits ? refusal(file, limits) : "";
      if (item.error) item.file = null;
      else void this.send(item, file);
    }
    this.update();
  }

  retry(item: UploadItem): void {
    if (item.file) void this.send(item, item.file);
  }

  /** Takes it out, wherever it is: on its way, arrived, or refused. */
  remove(item: UploadItem): void {
    this.items = this.items.filter((other) => other !== item);
    this.error = "";
    item.abort();
    // The server purges unclaimed files, so a failure does not matter.
    if (item.attachment)
      this.around()
        .api.remove(`attachments/${item.attachment.id}/`)
        .catch(() => undefined);
    this.update();
  }

  /** Puts back what a draft had. */
  restore(attachments: Attachment[]): void {
    this.items = attachments.map((attachment) => ({
      ...newItem(attachment.name, attachment.size),
      attachment,
      progress: 1,
    }));
    this.host.requestUpdate();
  }

  clear(): void {
    this.restore([]);
    this.error = "";
  }

  private async send(item: UploadItem, file: File): Promise<void> {
    Object.assign(item, { error: "", progress: 0 });
    this.host.requestUpdate();
    try {
      const { api, course } = this.around();
      const courseId = await course();
      if (!this.items.includes(item)) return;
      const upload = api.upload(courseId, file, (part) => {
        item.progress = part;
        this.host.requestUpdate();
      });
      item.abort = upload.abort;
      item.attachment = await upload.done;
      Object.assign(item, { progress: 1, file: null });
    } catch (error) {
      this.failedWith(item, error);
    }
    this.update();
  }

  private failedWith(item: UploadItem, error: unknown): void {
    const fields = error instanceof ApiError ? error.fields : {};
    item.error = Object.values(fields).flat()[0] ?? errorText(error);
    // The same file would be refused again; a lost connection is worth another try.
    if (error instanceof ApiError && [400, 413, 415].includes(error.status)) item.file = null;
  }

  private update(): void {
    this.host.requestUpdate();
    this.changed();
  }
}

function tooMany(limit: number): string {
  return ngettext("You can attach up to %(count)s file.", "You can attach up to %(count)s files.", limit);
}

export interface FileIntake {
  /** A drag has come over it, or left it. */
  drag: (event: DragEvent) => void;
  drop: (event: DragEvent) => void;
  paste: (event: ClipboardEvent) => void;
  pick: (event: Event) => void;
}

/** `over` hears whether files hover; `allowed` is asked each time. */
export function fileIntake(
  add: (files: File[]) => void,
  allowed: () => boolean,
  over: (hovering: boolean) => void,
): FileIntake {
  const take = (event: Event, data: DataTransfer | null) => {
    const files = [...(data?.files ?? [])];
    if (!allowed() || !files.length) return;
    event.preventDefault();
    add(files);
  };
  return {
    drag: (event) => {
      if (!allowed() || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      over(event.type === "dragover");
    },
    drop: (event) => {
      over(false);
      take(event, event.dataTransfer);
    },
    paste: (event) => take(event, event.clipboardData),
    pick: (event) => add(picked(event.target as HTMLInputElement)),
  };
}

/** The files that were picked. The same can be picked again. */
function picked(input: HTMLInputElement): File[] {
  const files = [...(input.files ?? [])];
  input.value = "";
  return files;
}
