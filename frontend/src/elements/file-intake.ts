// The ways by which files come into a composer: dragged, pasted or picked.

export interface FileIntake {
  /** A drag has come over it, or left it. */
  drag: (event: DragEvent) => void;
  drop: (event: DragEvent) => void;
  paste: (event: ClipboardEvent) => void;
  pick: (event: Event) => void;
}

/** `over` hears whether files hover; `allowed` is asked each time. */
export function fileIntake(add: (files: File[]) => void, allowed: () => boolean, over: (hovering: boolean) => void): FileIntake {
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
    pick: (event) => {
      const input = event.target as HTMLInputElement;
      add([...(input.files ?? [])]);
      input.value = ""; // so that the same file can be chosen again
    },
  };
}
