// Tests of <proserva-preferred-name>: the field shows what is used, and says what was saved.
import { beforeEach, describe, expect, it } from "vitest";
import "../more";
import { refuse } from "../testing/http";
import { all, button, click, mount, one, serve, text } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;

beforeEach(() => {
  server = serve();
});

const show = () => mount("proserva-preferred-name-view", { api: server.base });
const field = (element: Element) => one<HTMLInputElement>(element, "input");

async function save(element: Element, name: string): Promise<void> {
  field(element).value = name;
  await click(button(element, "Save"));
}

describe("the preferred name", () => {
  it("has the account's first name as its placeholder, and is saved and removed", async () => {
    const element = await show();
    expect([field(element).value, field(element).placeholder]).toEqual(["", "Lena"]);
    await save(element, " Lea ");
    expect([field(element).value, server.preferredName]).toEqual(["Lea", "Lea"]);
    expect(text(one(element, "[role=status]"))).toBe("Saved. Messages will greet you as “Lea”.");
    await save(element, "");
    expect(text(one(element, "[role=status]"))).toBe("Saved. Messages will greet you as “Lena”.");
  });

  it("stays as it was typed if it cannot be saved", async () => {
    const element = await show();
    server.next["PATCH preferences/name/"] = refuse(500, "server_error", "Our fault.");
    await save(element, "Lea");
    expect(text(one(element, "[role=alert]"))).toBe("Could not save this. Our fault.");
    expect(field(element).value).toBe("Lea");
  });

  it("can be loaded again", async () => {
    server.next["GET preferences/name/"] = refuse(500, "server_error", "Our fault.");
    const element = await show();
    await click(button(element, "Try again"));
    expect(all(element, "input")).toHaveLength(1);
  });
});
