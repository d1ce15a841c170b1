// Rules for commit messages: a subject such as "Enforce the hourly broadcast limit", without a prefix and a final dot.
export default {
  // The header is the subject: "fix: …" is no type here.
  parserPreset: { parserOpts: { headerPattern: /^(.*)$/, headerCorrespondence: ["subject"] } },
  plugins: [
    {
      rules: {
        "no-prefix": ({ header }) => [
          !/^[a-z]+(\([^)]*\))?!?: /i.test(header ?? ""),
          "start with the verb, without a prefix such as \"fix:\"",
        ],
        "starts-with-capital": ({ header }) => [/^\p{Lu}/u.test(header ?? ""), "start with a capital letter"],
      },
    },
  ],
  rules: {
    "body-leading-blank": [2, "always"],
    "header-full-stop": [2, "never", "."],
    "header-max-length": [2, "always", 72],
    "no-prefix": [2, "always"],
    "starts-with-capital": [2, "always"],
    "subject-empty": [2, "never"],
  },
};
