// A catalogue's own plural rule: C's expressions as gettext writes them, read without eval.

type Rule = (n: number) => number;

/** From the loosest to the tightest. */
const LEVELS: Record<string, (a: number, b: number) => number>[] = [
  { "||": (a, b) => Number(a || b) },
  { "&&": (a, b) => Number(a && b) },
  { "==": (a, b) => Number(a === b), "!=": (a, b) => Number(a !== b) },
  {
    "<=": (a, b) => Number(a <= b),
    ">=": (a, b) => Number(a >= b),
    "<": (a, b) => Number(a < b),
    ">": (a, b) => Number(a > b),
  },
  { "+": (a, b) => a + b, "-": (a, b) => a - b },
  { "*": (a, b) => a * b, "/": (a, b) => Math.trunc(a / b), "%": (a, b) => a % b },
];

class Reader {
  private at = 0;
  private readonly tokens: string[];

  constructor(text: string) {
    this.tokens = text.match(/\d+|n|\|\||&&|[=!<>]=|[<>!?:()%*/+-]|\S/g) ?? [];
  }

  read(): Rule {
    const rule = this.choice();
    if (this.at < this.tokens.length) throw new SyntaxError(`Unexpected ${this.tokens[this.at]}`);
    return rule;
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at += 1;
    return true;
  }

  private expect(token: string): void {
    if (!this.take(token)) throw new SyntaxError(`${token} is missing`);
  }

  private choice(): Rule {
    const test = this.level(0);
    if (!this.take("?")) return test;
    const yes = this.choice();
    this.expect(":");
    const no = this.choice();
    return (n) => (test(n) ? yes(n) : no(n));
  }

  private level(depth: number): Rule {
    const operators = LEVELS[depth];
    if (!operators) return this.atom();
    let left = this.level(depth + 1);
    for (let apply = operators[this.tokens[this.at] ?? ""]; apply; apply = operators[this.tokens[this.at] ?? ""]) {
      this.at += 1;
      const [a, work, b] = [left, apply, this.level(depth + 1)];
      left = (n) => work(a(n), b(n));
    }
    return left;
  }

  private atom(): Rule {
    if (this.take("!")) {
      const inner = this.atom();
      return (n) => Number(!inner(n));
    }
    if (this.take("(")) {
      const inner = this.choice();
      this.expect(")");
      return inner;
    }
    if (this.take("n")) return (n) => n;
    const number = this.tokens[this.at] ?? "";
    if (!/^\d+$/.test(number)) throw new SyntaxError(`A number is missing at ${number || "the end"}`);
    this.at += 1;
    return () => Number(number);
  }
}

/** Which form a number takes. Without a rule, or with one that cannot be read, it is English's. */
export function pluralRule(text: string | null | undefined): Rule {
  try {
    return text ? new Reader(text).read() : (n) => Number(n !== 1);
  } catch {
    return (n) => Number(n !== 1);
  }
}
