"""The key with which the demo campus signs its tokens. Like the demo's SECRET_KEY, it is not a secret."""

import json

# fmt: off
SIGNING_JWK = {
    "kty": "RSA",
    "kid": "demo",
    "n": (
        "uxbWBpza6na7XJH6Ba9y298qi3U3krekbsxR5DaHApQh-7EJ8ibS2d5dA5pqrwnkvClV3SaFK-"
        "R27o7JOPz5Cz6G1GhEcanczJZ7s2CxU5gQ8M5yIT_xuLVhrZklCuvuBfzaPI1e9230fmyw4gfTWqgZ_jPVEq9h2qf6S52pJYYSrT"
        "YRG2r1MYF3ee5LIyDKp2iufUbhB7g1CA7wQS_pB6NKEASQUXgesuMzRu5ou-"
        "f3eE2BJ8BMyf346Vk4PrfyaIih8CXPwDJD3rvK2lB1O-2kkkewRsaYvf4XW24xg-"
        "CNHqBtSaESVxK1DlDWVzNNXB9eef8XuSABjLEnuMqQcw"
    ),
    "e": "AQAB",
    "d": (
        "ULT7tBOTToTUs4zXdf9nRZliYZG53QVynkdu5kttd3vOoySOvVLpL4pAxs6kygizD0ann0TAOxyN_8BB5t8eUi7xfAzUxdG4ids6"
        "1rlWFdEqMa9lRZmvnXZFgl1nwOvhHN0kie2Uc5mP2L_rmD42-0s8F1Bl0O8uf-"
        "Rp0ZfcQW51jDz3vv5OjMd2VGlymjnxJjgVucFs3YweZe1ka3zdSlMcOFD90p8wM_VL7gQL-oo4k3o_5V07-8Yy64Vbn8bYs-"
        "UVCgmZCtjPJpLSry75a0lbSJQUp-ylvED2kYdGVSdMA41wcQqUGmjlI_xPae61irQLVnQ3QWSDG69k56RcwQ"
    ),
    "p": (
        "4uPJfrIx8UhZpckxBjj17rUy03VrwF42hv4SwAFfc4QDkQ12yIFHRtPCMmmpmZo8dE_oqtJbyPi5ou6mJ043lYzKN6tTw_UYniO8"
        "r9uzBOwqOaRJZacLXXpQlbO1d0RwKlExVjZl9SNX79SQpi0sX1ruvNQsWcPvjRWVmQgobUE"
    ),
    "q": (
        "0xfLpB5Ykl5fhTHFd-pt-xuO49Hvr51SuIdj9faFJUe2SHAtTDJ3GA1w5atOx120A5RN-"
        "Eep-24cyBf40gq0_tQYH8fmdcBoUn9YuJM783jAyoUa9lNr8tH-"
        "iF_EWwC7SIfVKvb4S6ZrwWtEzOMJ8f1auA3zisTAWUxeJb7_LLM"
    ),
    "dp": (
        "feZEUwdyax7oj_QaPgexgCoP8ALCLdaZj0LBCMY6PxFMIVtFRHFoKccrhWnYcKGDVk9ZHiDoSZaq-"
        "9xNWpYuhc_ADjAFpUEFzgqqkzLoHZ0muSGOkNemmNJckRVNZscVLoYrSFmbLfHUxAJB2dRLQQZmX2WkzpLJBJKrlmVOeYE"
    ),
    "dq": (
        "I0x0WiJU70zmrjAvdCj4cSgfkcsWSIiHP6IsPgIWK7C9M4nGmVpK_fOpcE5gIwhxRLP1AdKCAzBbkb4odn8h2wb-"
        "bboQuJoPF9SBsoO0X7dOjc8KPiye_YDODmHtRMZviuZj6AZaaNQQasyUOaqxjAywsdxrYEYcYBJcH_W7V-8"
    ),
    "qi": (
        "2zE3y85KM1ZmPIYafiRrncq7qByOIz5Q0cS23H2gD_GiN3t5Wnm0knBq9QLGo_A49bI-2BlU-0_33a3ythVviYliWRBWs3ovhL-"
        "SGB9E1Fu4hP1lJdXQWBiFpI6AGNPaNpv9iX2RJh66bd5ZtsWDMEEErWXKg99HN4hyj0HSbRU"
    ),
}
# fmt: on
PUBLIC_PARTS = ("kty", "kid", "n", "e")
PUBLIC_JWK_SET = json.dumps({"keys": [{name: SIGNING_JWK[name] for name in PUBLIC_PARTS}]})
