___TERMS_OF_SERVICE___

By creating or modifying this file you agree to Google Tag Manager's Community
Template Gallery Developer Terms of Service available at
https://developers.google.com/tag-manager/gallery-tos (or such other URL as
Google may provide), as modified from time to time.


___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "FullStory signals to Ometria",
  "categories": [
    "ANALYTICS",
    "EMAIL_MARKETING",
    "SESSION_RECORDING",
    "PERSONALIZATION"
  ],
  "brand": {
    "id": "github.com_fullstory-ometria",
    "displayName": "fullstory-ometria",
    "thumbnail": ""
  },
  "description": "Delivers FullStory\u0027s behavioral signals (rage clicks and their kin) into Ometria contact profiles as compact custom properties. Loads the tag, or sends it a command. Nothing happens before consent.",
  "containerContexts": [
    "WEB"
  ]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "RADIO",
    "name": "action",
    "displayName": "What this tag does",
    "radioItems": [
      {
        "value": "load",
        "displayValue": "Load the tag"
      },
      {
        "value": "command",
        "displayValue": "Send a command"
      }
    ],
    "simpleValueType": true,
    "defaultValue": "load",
    "help": "One tag loads, on all pages and as early as your consent tool. Commands are tags of their own."
  },
  {
    "type": "SELECT",
    "name": "script",
    "displayName": "What is loaded",
    "macrosInSelect": false,
    "selectItems": [
      {
        "value": "loader",
        "displayValue": "The loader: one kilobyte, and the tag when the visitor has agreed"
      },
      {
        "value": "whole",
        "displayValue": "The whole tag at once"
      }
    ],
    "simpleValueType": true,
    "defaultValue": "loader",
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "load",
        "type": "EQUALS"
      }
    ],
    "help": "The loader brings the tag when the page is idle or is pressed. Signals kept in memory before consent, an ignored Global Privacy Control and a storage key of your own need the whole tag: then it is loaded at once, whatever is chosen here."
  },
  {
    "type": "GROUP",
    "name": "consentGroup",
    "displayName": "Consent",
    "groupStyle": "ZIPPY_OPEN",
    "subParams": [
      {
        "type": "SELECT",
        "name": "consent",
        "displayName": "Where consent comes from",
        "macrosInSelect": false,
        "selectItems": [
          {
            "value": "command",
            "displayValue": "The consent command (a second tag of this template, or fsOmetria.push)"
          },
          {
            "value": "google",
            "displayValue": "Google Consent Mode"
          },
          {
            "value": "granted",
            "displayValue": "This tag only fires with consent"
          }
        ],
        "simpleValueType": true,
        "defaultValue": "command",
        "help": "Without an answer the tag does nothing at all. Two purposes are needed: analytics (FullStory) and marketing (Ometria). With Google Consent Mode both analytics_storage and ad_storage must be granted; a type that nobody has set counts as not known, not as granted. \"Only fires with consent\": your triggers or the tag’s consent settings see to it."
      },
      {
        "type": "SELECT",
        "name": "beforeConsent",
        "displayName": "While consent is not known",
        "macrosInSelect": false,
        "selectItems": [
          {
            "value": "ignore",
            "displayValue": "Nothing happens"
          },
          {
            "value": "buffer",
            "displayValue": "Keep up to 100 signals in memory"
          }
        ],
        "simpleValueType": true,
        "defaultValue": "ignore",
        "help": "In memory only: a refusal, or leaving the page, forgets them."
      },
      {
        "type": "SELECT",
        "name": "globalPrivacyControl",
        "displayName": "Global Privacy Control",
        "macrosInSelect": false,
        "selectItems": [
          {
            "value": "deny",
            "displayValue": "Counts as a refusal"
          },
          {
            "value": "ignore",
            "displayValue": "Is ignored"
          }
        ],
        "simpleValueType": true,
        "defaultValue": "deny",
        "help": "The browser’s own signal, navigator.globalPrivacyControl."
      },
      {
        "type": "SELECT",
        "name": "linkIdentities",
        "displayName": "Visitors who arrive by a campaign link",
        "macrosInSelect": false,
        "selectItems": [
          {
            "value": "full",
            "displayValue": "Are who the link says"
          },
          {
            "value": "limited",
            "displayValue": "Send counts and dates only until the site confirms them"
          }
        ],
        "simpleValueType": true,
        "defaultValue": "full",
        "help": "A mail may have been forwarded. Limited leaves out the replay link, pages, products and targets until the visitor command names the same address."
      },
      {
        "type": "CHECKBOX",
        "name": "attributeAnonymous",
        "checkboxText": "What an unknown visitor did goes to the profile once the visitor is known",
        "simpleValueType": true,
        "defaultValue": true,
        "help": "In the same session only."
      },
      {
        "type": "TEXT",
        "name": "sample",
        "displayName": "Percent of visitors for whom anything is sent",
        "simpleValueType": true,
        "valueValidators": [
          {
            "type": "REGEX",
            "args": [
              "^(100|\\d{1,2})$"
            ],
            "errorMessage": "A number from 0 to 100."
          }
        ],
        "valueHint": "100",
        "help": "Stable per visitor: for a careful rollout."
      },
      {
        "type": "TEXT",
        "name": "holdout",
        "displayName": "Percent of visitors in a control group",
        "simpleValueType": true,
        "valueValidators": [
          {
            "type": "REGEX",
            "args": [
              "^(100|\\d{1,2})$"
            ],
            "errorMessage": "A number from 0 to 100."
          }
        ],
        "valueHint": "0",
        "help": "They get the property group \u003d control and nothing else."
      }
    ],
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "load",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "GROUP",
    "name": "propertyGroup",
    "displayName": "Properties in Ometria",
    "groupStyle": "ZIPPY_CLOSED",
    "subParams": [
      {
        "type": "TEXT",
        "name": "prefix",
        "displayName": "Prefix of every property",
        "simpleValueType": true,
        "valueHint": "fs_",
        "help": "Create the custom fields in Ometria first: one that does not exist is dropped silently.",
        "valueValidators": [
          {
            "type": "REGEX",
            "args": [
              "^([a-z][a-z0-9_]{0,31})?$"
            ],
            "errorMessage": "A small letter first; small letters, digits and _; at most 32."
          }
        ]
      },
      {
        "type": "CHECKBOX",
        "name": "noPrefix",
        "checkboxText": "No prefix",
        "simpleValueType": true,
        "defaultValue": false,
        "help": "The names stand alone: signal_type, frustration_score …"
      },
      {
        "type": "SIMPLE_TABLE",
        "name": "fields",
        "displayName": "Fields to switch on, off or rename",
        "simpleTableColumns": [
          {
            "defaultValue": "signal_type",
            "displayName": "Field",
            "name": "field",
            "type": "SELECT",
            "selectItems": [
              {
                "value": "signal_type",
                "displayValue": "signal_type"
              },
              {
                "value": "frustration_score",
                "displayValue": "frustration_score"
              },
              {
                "value": "session_replay_url",
                "displayValue": "session_replay_url"
              },
              {
                "value": "signal_at",
                "displayValue": "signal_at"
              },
              {
                "value": "experience_at_risk",
                "displayValue": "experience_at_risk"
              },
              {
                "value": "signal_page",
                "displayValue": "signal_page"
              },
              {
                "value": "abandoned_stage",
                "displayValue": "abandoned_stage"
              },
              {
                "value": "rage_clicks",
                "displayValue": "rage_clicks"
              },
              {
                "value": "dwell_product",
                "displayValue": "dwell_product"
              },
              {
                "value": "dwell_seconds",
                "displayValue": "dwell_seconds"
              },
              {
                "value": "rage_taps",
                "displayValue": "rage_taps"
              },
              {
                "value": "error_clicks",
                "displayValue": "error_clicks"
              },
              {
                "value": "form_errors",
                "displayValue": "form_errors"
              },
              {
                "value": "signal_stage",
                "displayValue": "signal_stage"
              },
              {
                "value": "signal_target",
                "displayValue": "signal_target"
              },
              {
                "value": "furthest_stage",
                "displayValue": "furthest_stage"
              },
              {
                "value": "visit_outcome",
                "displayValue": "visit_outcome"
              },
              {
                "value": "error_field",
                "displayValue": "error_field"
              },
              {
                "value": "hesitated_at",
                "displayValue": "hesitated_at"
              },
              {
                "value": "last_visit_category",
                "displayValue": "last_visit_category"
              },
              {
                "value": "affinity_product",
                "displayValue": "affinity_product"
              },
              {
                "value": "affinity_category",
                "displayValue": "affinity_category"
              },
              {
                "value": "dead_clicks",
                "displayValue": "dead_clicks"
              },
              {
                "value": "form_abandons",
                "displayValue": "form_abandons"
              },
              {
                "value": "mouse_thrashes",
                "displayValue": "mouse_thrashes"
              },
              {
                "value": "scroll_depth",
                "displayValue": "scroll_depth"
              },
              {
                "value": "active_seconds",
                "displayValue": "active_seconds"
              },
              {
                "value": "device",
                "displayValue": "device"
              },
              {
                "value": "dead_ends",
                "displayValue": "dead_ends"
              },
              {
                "value": "searches",
                "displayValue": "searches"
              },
              {
                "value": "basket_churns",
                "displayValue": "basket_churns"
              }
            ]
          },
          {
            "defaultValue": "yes",
            "displayName": "Send",
            "name": "send",
            "type": "SELECT",
            "selectItems": [
              {
                "value": "yes",
                "displayValue": "Yes"
              },
              {
                "value": "no",
                "displayValue": "No"
              }
            ]
          },
          {
            "defaultValue": "",
            "displayName": "Under exactly this name (may be empty)",
            "name": "name",
            "type": "TEXT"
          }
        ],
        "help": "The first eight are on without a word."
      },
      {
        "type": "SELECT",
        "name": "keys",
        "displayName": "How keys are handed to Ometria",
        "macrosInSelect": false,
        "selectItems": [
          {
            "value": "plain",
            "displayValue": "plain: fs_signal_type"
          },
          {
            "value": "dotted",
            "displayValue": "dotted: properties.fs_signal_type"
          },
          {
            "value": "nested",
            "displayValue": "nested: { properties: { fs_signal_type } }"
          }
        ],
        "simpleValueType": true,
        "defaultValue": "plain",
        "help": "Ometria does not document which one reaches custom fields. The canary page of the package finds out, on a staging account."
      },
      {
        "type": "SELECT",
        "name": "writeBooleans",
        "displayName": "How booleans are written",
        "macrosInSelect": false,
        "selectItems": [
          {
            "value": "true",
            "displayValue": "true, false"
          },
          {
            "value": "1",
            "displayValue": "1, 0"
          }
        ],
        "simpleValueType": true,
        "defaultValue": "true",
        "help": "The type of a custom field is fixed once."
      },
      {
        "type": "SELECT",
        "name": "writeDates",
        "displayName": "How dates are written",
        "macrosInSelect": false,
        "selectItems": [
          {
            "value": "iso",
            "displayValue": "2026-11-21T23:01:07Z"
          },
          {
            "value": "date",
            "displayValue": "2026-11-21"
          }
        ],
        "simpleValueType": true,
        "defaultValue": "iso",
        "help": "The type of a custom field is fixed once."
      },
      {
        "type": "TEXT",
        "name": "budget",
        "displayName": "Most characters of JSON",
        "simpleValueType": true,
        "valueValidators": [
          {
            "type": "REGEX",
            "args": [
              "^([1-9]\\d{0,2}|1000)$"
            ],
            "errorMessage": "A number from 1 to 1000."
          }
        ],
        "valueHint": "650",
        "help": "Ometria allows 1,000 for all custom properties of a contact, your own included."
      }
    ],
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "load",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "GROUP",
    "name": "signalGroup",
    "displayName": "Signals",
    "groupStyle": "ZIPPY_CLOSED",
    "subParams": [
      {
        "type": "CHECKBOX",
        "name": "rageclick",
        "checkboxText": "Listen to FullStory’s Ragehook",
        "simpleValueType": true,
        "defaultValue": true,
        "help": "The event fullstory/rageclick. An administrator of FullStory switches it on under Client-Side Ragehooks."
      },
      {
        "type": "SIMPLE_TABLE",
        "name": "bdlEvents",
        "displayName": "Further events of the page",
        "simpleTableColumns": [
          {
            "defaultValue": "",
            "displayName": "Name of the DOM event",
            "name": "event",
            "type": "TEXT"
          },
          {
            "defaultValue": "",
            "displayName": "Signal type, or a name of your own",
            "name": "signal",
            "type": "TEXT"
          }
        ],
        "help": "CustomEvents that FullStory or the site dispatches. A type that is named here is not detected by the tag."
      },
      {
        "type": "SIMPLE_TABLE",
        "name": "bdlDataLayer",
        "displayName": "Further events of the data layer",
        "simpleTableColumns": [
          {
            "defaultValue": "",
            "displayName": "Name of the event",
            "name": "event",
            "type": "TEXT"
          },
          {
            "defaultValue": "",
            "displayName": "Signal type, or a name of your own",
            "name": "signal",
            "type": "TEXT"
          }
        ],
        "help": "Entries of window.dataLayer with this event. A type that is named here is not detected by the tag."
      },
      {
        "type": "CHECKBOX",
        "name": "detect",
        "checkboxText": "Detect signals where FullStory does not tell of them",
        "simpleValueType": true,
        "defaultValue": true,
        "help": "FullStory’s own verdict always wins. The definitions are published in docs/signals.md."
      },
      {
        "type": "SIMPLE_TABLE",
        "name": "detectors",
        "displayName": "Detectors to switch on or off",
        "simpleTableColumns": [
          {
            "defaultValue": "rage_click",
            "displayName": "Signal",
            "name": "signal",
            "type": "SELECT",
            "selectItems": [
              {
                "value": "rage_click",
                "displayValue": "rage_click"
              },
              {
                "value": "rage_tap",
                "displayValue": "rage_tap"
              },
              {
                "value": "dead_click",
                "displayValue": "dead_click"
              },
              {
                "value": "error_click",
                "displayValue": "error_click"
              },
              {
                "value": "form_error",
                "displayValue": "form_error"
              },
              {
                "value": "form_abandon",
                "displayValue": "form_abandon"
              },
              {
                "value": "dwell",
                "displayValue": "dwell"
              },
              {
                "value": "funnel_abandon",
                "displayValue": "funnel_abandon"
              },
              {
                "value": "attention",
                "displayValue": "attention"
              },
              {
                "value": "dead_end",
                "displayValue": "dead_end"
              },
              {
                "value": "mouse_thrash",
                "displayValue": "mouse_thrash"
              },
              {
                "value": "search_struggle",
                "displayValue": "search_struggle"
              },
              {
                "value": "basket_churn",
                "displayValue": "basket_churn"
              },
              {
                "value": "hesitation",
                "displayValue": "hesitation"
              }
            ]
          },
          {
            "defaultValue": "yes",
            "displayName": "Detect",
            "name": "detect",
            "type": "SELECT",
            "selectItems": [
              {
                "value": "yes",
                "displayValue": "Yes"
              },
              {
                "value": "no",
                "displayValue": "No"
              }
            ]
          }
        ],
        "help": "All but mouse_thrash, search_struggle, basket_churn, hesitation are on without a word. Thresholds go into \"Further options\" as detect.",
        "enablingConditions": [
          {
            "paramName": "detect",
            "paramValue": true,
            "type": "EQUALS"
          }
        ]
      },
      {
        "type": "TEXT",
        "name": "rules",
        "displayName": "Rules, as a JSON array",
        "simpleValueType": true,
        "lineCount": 8,
        "valueHint": "[{ \"name\": \"promo_failure\", \"steps\": [{ \"signal\": \"rage_click\", \"target\": \"promo-*\" }] }]",
        "help": "Ordered patterns over signals, beside the three that are built in. docs/recipes.md has the language. Invalid JSON makes this tag fail."
      }
    ],
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "load",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "GROUP",
    "name": "shopGroup",
    "displayName": "Funnel and catalogue",
    "groupStyle": "ZIPPY_CLOSED",
    "subParams": [
      {
        "type": "SIMPLE_TABLE",
        "name": "funnel",
        "displayName": "Stages of the funnel, in order",
        "simpleTableColumns": [
          {
            "defaultValue": "",
            "displayName": "Stage",
            "name": "stage",
            "type": "TEXT"
          },
          {
            "defaultValue": "",
            "displayName": "Paths (* stands for anything)",
            "name": "page",
            "type": "TEXT"
          },
          {
            "defaultValue": "",
            "displayName": "or GA4 events",
            "name": "event",
            "type": "TEXT"
          },
          {
            "defaultValue": "yes",
            "displayName": "Leaving here is abandonment",
            "name": "abandon",
            "type": "SELECT",
            "selectItems": [
              {
                "value": "yes",
                "displayValue": "Yes"
              },
              {
                "value": "no",
                "displayValue": "No"
              }
            ]
          }
        ],
        "help": "Several paths or events of a stage with commas between. Empty: basket, checkout, payment, review from GA4’s e-commerce events and the usual paths."
      },
      {
        "type": "CHECKBOX",
        "name": "funnelHosted",
        "checkboxText": "The checkout is on pages that cannot carry this tag",
        "simpleValueType": true,
        "defaultValue": false,
        "help": "Shopify’s checkout, for one. Leaving for it is no abandonment then."
      },
      {
        "type": "TEXT",
        "name": "productFrom",
        "displayName": "GA4 item field that holds Ometria’s product id",
        "simpleValueType": true,
        "valueHint": "item_id",
        "help": "Often item_group_id or a field of your own: look at one product in Ometria."
      },
      {
        "type": "TEXT",
        "name": "productMatch",
        "displayName": "Part of it that is the id",
        "simpleValueType": true,
        "valueHint": "^shop-(.+)$",
        "help": "A regular expression whose first group is the id, where a feed puts a prefix before it."
      },
      {
        "type": "SELECT",
        "name": "categoryLevel",
        "displayName": "GA4 category level",
        "macrosInSelect": false,
        "selectItems": [
          {
            "value": "1",
            "displayValue": "1 (item_category)"
          },
          {
            "value": "2",
            "displayValue": "2"
          },
          {
            "value": "3",
            "displayValue": "3"
          },
          {
            "value": "4",
            "displayValue": "4"
          },
          {
            "value": "5",
            "displayValue": "5"
          }
        ],
        "simpleValueType": true,
        "defaultValue": "1",
        "help": "Which of item_category … item_category5 stands for the category."
      },
      {
        "type": "SIMPLE_TABLE",
        "name": "excludePages",
        "displayName": "Pages where nothing is looked at",
        "simpleTableColumns": [
          {
            "defaultValue": "",
            "displayName": "Path (* stands for anything)",
            "name": "page",
            "type": "TEXT"
          }
        ],
        "help": "Whatever the shop calls sensitive."
      },
      {
        "type": "SIMPLE_TABLE",
        "name": "excludeCategories",
        "displayName": "Categories where nothing is looked at",
        "simpleTableColumns": [
          {
            "defaultValue": "",
            "displayName": "Category",
            "name": "category",
            "type": "TEXT"
          }
        ],
        "help": "As GA4 or the page command names them."
      },
      {
        "type": "SIMPLE_TABLE",
        "name": "redact",
        "displayName": "Path segments to be replaced by *",
        "simpleTableColumns": [
          {
            "defaultValue": "",
            "displayName": "Segment (* stands for anything)",
            "name": "segment",
            "type": "TEXT"
          }
        ],
        "help": "Beside the built-in ones: e-mail addresses, long tokens, UUIDs, five or more digits."
      }
    ],
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "load",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "GROUP",
    "name": "timingGroup",
    "displayName": "Timing",
    "groupStyle": "ZIPPY_CLOSED",
    "subParams": [
      {
        "type": "TEXT",
        "name": "quiet",
        "displayName": "Quiet time before a call, in milliseconds",
        "simpleValueType": true,
        "valueValidators": [
          {
            "type": "NON_NEGATIVE_NUMBER"
          }
        ],
        "valueHint": "1000",
        "help": "Signals arrive in bursts."
      },
      {
        "type": "TEXT",
        "name": "deadline",
        "displayName": "Longest wait, in milliseconds",
        "simpleValueType": true,
        "valueValidators": [
          {
            "type": "NON_NEGATIVE_NUMBER"
          }
        ],
        "valueHint": "5000",
        "help": "For a steady stream of signals."
      },
      {
        "type": "TEXT",
        "name": "spacing",
        "displayName": "Between two calls, in milliseconds",
        "simpleValueType": true,
        "valueValidators": [
          {
            "type": "NON_NEGATIVE_NUMBER"
          }
        ],
        "valueHint": "10000",
        "help": "Ometria applies properties when the visit has ended: sooner only costs requests."
      },
      {
        "type": "TEXT",
        "name": "calls",
        "displayName": "Calls per page view",
        "simpleValueType": true,
        "valueValidators": [
          {
            "type": "NON_NEGATIVE_NUMBER"
          }
        ],
        "valueHint": "10",
        "help": "What exceeds it goes with the last one."
      },
      {
        "type": "TEXT",
        "name": "sessionMinutes",
        "displayName": "Minutes without activity that end a session",
        "simpleValueType": true,
        "valueValidators": [
          {
            "type": "NON_NEGATIVE_NUMBER"
          }
        ],
        "valueHint": "30",
        "help": "Ometria’s and FullStory’s own are 30."
      },
      {
        "type": "TEXT",
        "name": "sessionKey",
        "displayName": "Prefix of the keys in localStorage",
        "simpleValueType": true,
        "valueHint": "fs_ometria",
        "help": "One key per tab.",
        "valueValidators": [
          {
            "type": "REGEX",
            "args": [
              "^([a-z][a-z0-9_]{0,31})?$"
            ],
            "errorMessage": "A small letter first; small letters, digits and _; at most 32."
          }
        ]
      }
    ],
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "load",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "GROUP",
    "name": "vendorGroup",
    "displayName": "FullStory, echoes, debugging",
    "groupStyle": "ZIPPY_CLOSED",
    "subParams": [
      {
        "type": "TEXT",
        "name": "fullstoryNamespace",
        "displayName": "Name of FullStory’s global",
        "simpleValueType": true,
        "valueHint": "FS",
        "help": "Empty: what FullStory’s snippet says."
      },
      {
        "type": "TEXT",
        "name": "fullstoryHost",
        "displayName": "Host of the replay links",
        "simpleValueType": true,
        "valueHint": "replay.shop.example",
        "help": "Only where FullStory is relayed through the shop’s own domain."
      },
      {
        "type": "CHECKBOX",
        "name": "pauseOnShutdown",
        "checkboxText": "Pause while FullStory is shut down",
        "simpleValueType": true,
        "defaultValue": true,
        "help": "FS(’shutdown’) until FS(’start’)."
      },
      {
        "type": "CHECKBOX",
        "name": "echoFullstory",
        "checkboxText": "Tell FullStory of a delivery",
        "simpleValueType": true,
        "defaultValue": false,
        "help": "Event \"Ometria Profile Enriched\": types, score, counts."
      },
      {
        "type": "CHECKBOX",
        "name": "echoDataLayer",
        "checkboxText": "Tell the data layer of a delivery",
        "simpleValueType": true,
        "defaultValue": false,
        "help": "Event fs_ometria.delivery, never with the replay link or an identity."
      },
      {
        "type": "CHECKBOX",
        "name": "echoEvent",
        "checkboxText": "Dispatch fs-ometria:delivery on window",
        "simpleValueType": true,
        "defaultValue": false,
        "help": "The same, as a CustomEvent."
      },
      {
        "type": "TEXT",
        "name": "inspector",
        "displayName": "Address of the inspector",
        "simpleValueType": true,
        "help": "Only where it does not lie beside the tag’s own script."
      },
      {
        "type": "CHECKBOX",
        "name": "debug",
        "checkboxText": "Warn in the console, allow test sends",
        "simpleValueType": true,
        "defaultValue": false,
        "help": "Not for production: any visitor could send tests."
      },
      {
        "type": "TEXT",
        "name": "more",
        "displayName": "Further options, as a JSON object",
        "simpleValueType": true,
        "lineCount": 5,
        "valueHint": "{ \"detect\": { \"dwell\": { \"seconds\": 90 } } }",
        "help": "Whatever has no field here. It wins over the fields. Invalid JSON makes this tag fail."
      }
    ],
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "load",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "GROUP",
    "name": "commandGroup",
    "displayName": "Command",
    "groupStyle": "ZIPPY_OPEN",
    "subParams": [
      {
        "type": "SELECT",
        "name": "command",
        "displayName": "Command",
        "macrosInSelect": false,
        "selectItems": [
          {
            "value": "signal",
            "displayValue": "A signal"
          },
          {
            "value": "page",
            "displayValue": "What the page shows"
          },
          {
            "value": "consent",
            "displayValue": "What the visitor said about consent"
          },
          {
            "value": "visitor",
            "displayValue": "Who the visitor is"
          },
          {
            "value": "reset",
            "displayValue": "The visitor has logged out"
          }
        ],
        "simpleValueType": true,
        "defaultValue": "signal",
        "help": "It may fire before the tag has loaded: it waits in the queue, in order."
      },
      {
        "type": "SELECT",
        "name": "signalType",
        "displayName": "Signal type",
        "macrosInSelect": false,
        "selectItems": [
          {
            "value": "rage_click",
            "displayValue": "rage_click"
          },
          {
            "value": "rage_tap",
            "displayValue": "rage_tap"
          },
          {
            "value": "dead_click",
            "displayValue": "dead_click"
          },
          {
            "value": "error_click",
            "displayValue": "error_click"
          },
          {
            "value": "mouse_thrash",
            "displayValue": "mouse_thrash"
          },
          {
            "value": "form_error",
            "displayValue": "form_error"
          },
          {
            "value": "form_abandon",
            "displayValue": "form_abandon"
          },
          {
            "value": "dead_end",
            "displayValue": "dead_end"
          },
          {
            "value": "search_struggle",
            "displayValue": "search_struggle"
          },
          {
            "value": "basket_churn",
            "displayValue": "basket_churn"
          },
          {
            "value": "hesitation",
            "displayValue": "hesitation"
          },
          {
            "value": "funnel_abandon",
            "displayValue": "funnel_abandon"
          },
          {
            "value": "funnel_progress",
            "displayValue": "funnel_progress"
          },
          {
            "value": "purchase",
            "displayValue": "purchase"
          },
          {
            "value": "custom",
            "displayValue": "custom"
          }
        ],
        "simpleValueType": true,
        "defaultValue": "rage_click",
        "enablingConditions": [
          {
            "paramName": "command",
            "paramValue": "signal",
            "type": "EQUALS"
          }
        ],
        "help": "custom: a name of your own."
      },
      {
        "type": "TEXT",
        "name": "signalName",
        "displayName": "Name",
        "simpleValueType": true,
        "enablingConditions": [
          {
            "paramName": "signalType",
            "paramValue": "custom",
            "type": "EQUALS"
          }
        ],
        "help": "It becomes signal_type.",
        "valueValidators": [
          {
            "type": "REGEX",
            "args": [
              "^[a-z][a-z0-9_]{0,63}$"
            ],
            "errorMessage": "A small letter first; small letters, digits and _; at most 64."
          }
        ]
      },
      {
        "type": "SIMPLE_TABLE",
        "name": "signalProperties",
        "displayName": "Properties",
        "simpleTableColumns": [
          {
            "defaultValue": "",
            "displayName": "Name",
            "name": "name",
            "type": "TEXT"
          },
          {
            "defaultValue": "",
            "displayName": "Value",
            "name": "value",
            "type": "TEXT"
          }
        ],
        "enablingConditions": [
          {
            "paramName": "signalType",
            "paramValue": "custom",
            "type": "EQUALS"
          }
        ],
        "help": "At most ten. The prefix is put before their names."
      },
      {
        "type": "TEXT",
        "name": "signalTarget",
        "displayName": "Target",
        "simpleValueType": true,
        "enablingConditions": [
          {
            "paramName": "command",
            "paramValue": "signal",
            "type": "EQUALS"
          }
        ],
        "help": "Id or name of the element. Never a text that a visitor has typed."
      },
      {
        "type": "TEXT",
        "name": "signalStage",
        "displayName": "Stage of the funnel",
        "simpleValueType": true,
        "enablingConditions": [
          {
            "paramName": "command",
            "paramValue": "signal",
            "type": "EQUALS"
          }
        ],
        "help": "Empty: where the visit is."
      },
      {
        "type": "TEXT",
        "name": "signalForm",
        "displayName": "Form",
        "simpleValueType": true,
        "enablingConditions": [
          {
            "paramName": "command",
            "paramValue": "signal",
            "type": "EQUALS"
          }
        ],
        "help": "Name of the form."
      },
      {
        "type": "TEXT",
        "name": "signalField",
        "displayName": "Field",
        "simpleValueType": true,
        "enablingConditions": [
          {
            "paramName": "command",
            "paramValue": "signal",
            "type": "EQUALS"
          }
        ],
        "help": "Name of the field, never its value."
      },
      {
        "type": "TEXT",
        "name": "pageType",
        "displayName": "Type of page",
        "simpleValueType": true,
        "enablingConditions": [
          {
            "paramName": "command",
            "paramValue": "page",
            "type": "EQUALS"
          }
        ],
        "valueHint": "product",
        "help": "product, category, basket, checkout or a word of your own."
      },
      {
        "type": "TEXT",
        "name": "pageProduct",
        "displayName": "Product",
        "simpleValueType": true,
        "enablingConditions": [
          {
            "paramName": "command",
            "paramValue": "page",
            "type": "EQUALS"
          }
        ],
        "help": "Ometria’s id of the product."
      },
      {
        "type": "TEXT",
        "name": "pageCategory",
        "displayName": "Category",
        "simpleValueType": true,
        "enablingConditions": [
          {
            "paramName": "command",
            "paramValue": "page",
            "type": "EQUALS"
          }
        ],
        "help": "Its name."
      },
      {
        "type": "TEXT",
        "name": "pageStage",
        "displayName": "Stage of the funnel",
        "simpleValueType": true,
        "enablingConditions": [
          {
            "paramName": "command",
            "paramValue": "page",
            "type": "EQUALS"
          }
        ],
        "help": "As in the funnel’s list."
      },
      {
        "type": "SELECT",
        "name": "consentState",
        "displayName": "Consent",
        "macrosInSelect": true,
        "selectItems": [
          {
            "value": "granted",
            "displayValue": "Granted, for analytics and marketing"
          },
          {
            "value": "denied",
            "displayValue": "Denied"
          }
        ],
        "simpleValueType": true,
        "defaultValue": "granted",
        "enablingConditions": [
          {
            "paramName": "command",
            "paramValue": "consent",
            "type": "EQUALS"
          }
        ],
        "help": "A variable may answer granted, denied, true or false; with anything else this tag fails and says nothing."
      },
      {
        "type": "TEXT",
        "name": "visitor",
        "displayName": "E-mail address",
        "simpleValueType": true,
        "enablingConditions": [
          {
            "paramName": "command",
            "paramValue": "visitor",
            "type": "EQUALS"
          }
        ],
        "valueHint": "{{Customer e-mail}}",
        "help": "Of the customer who is logged in, or omid:… It never changes who Ometria takes the visitor for."
      }
    ],
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "command",
        "type": "EQUALS"
      }
    ]
  }
]


___SANDBOXED_JS_FOR_WEB_TEMPLATE___

// fullstory-ometria for Google Tag Manager.
// Configuration and commands go through the queue `fsOmetria`; the only scripts are the tag's own, of one version.
const createQueue = require('createQueue');
const getType = require('getType');
const injectScript = require('injectScript');
const json = require('JSON');
const makeNumber = require('makeNumber');
const objects = require('Object');
const queryPermission = require('queryPermission');

const loads = data.action !== 'command';

// A field that is empty or hidden says nothing: the tag has its own default.
const given = (value) => value !== undefined && value !== null && value !== '';
const put = (object, key, value) => {
  if (given(value)) object[key] = value;
};
const putNumber = (object, key, value) => {
  if (given(value)) object[key] = makeNumber(value);
};
// Boxes are told only where they differ from the tag's default.
const putBox = (object, key, values) => {
  if (given(values.box) && values.box !== values.standard) object[key] = values.box;
};
const putAll = (object, key, values) => {
  if (objects.keys(values).length > 0) object[key] = values;
};
// What the loader cannot do is left to the tag itself. A tag that was made before there was a choice says nothing.
const needsWhole = data.beforeConsent === 'buffer' || data.globalPrivacyControl === 'ignore' || given(data.sessionKey);
const script = data.script === 'loader' && !needsWhole ? 'https://cdn.jsdelivr.net/npm/fullstory-ometria@0.1.0/dist/fullstory-ometria.loader.min.js' : 'https://cdn.jsdelivr.net/npm/fullstory-ometria@0.1.0/dist/fullstory-ometria.min.js';
const rows = (table) => (getType(table) === 'array' ? table : []);
const column = (table, name) =>
  rows(table)
    .map((row) => row[name])
    .filter(given);
const yes = (value) => value === true || value === 'true';

// undefined where the text is no JSON of that type.
const parse = (text, type) => {
  if (!given(text)) return type === 'array' ? [] : {};
  const value = getType(text) === 'string' ? json.parse(text) : text;
  return getType(value) === type ? value : undefined;
};

const toFields = (table) => {
  const fields = {};
  rows(table).forEach((row) => {
    if (given(row.field)) fields[row.field] = row.send === 'no' ? false : given(row.name) ? row.name : true;
  });
  return fields;
};

const toDetect = () => {
  if (data.detect === false) return false;
  const detect = {};
  rows(data.detectors).forEach((row) => {
    if (given(row.signal)) detect[row.signal] = row.detect !== 'no';
  });
  return objects.keys(detect).length > 0 ? detect : undefined;
};

// One text, or several with commas between.
const toTexts = (value) => {
  if (getType(value) !== 'string') return value;
  const texts = value
    .split(',')
    .map((text) => text.trim())
    .filter(given);
  return texts.length > 1 ? texts : texts[0];
};

const toFunnel = () => {
  const stages = rows(data.funnel)
    .filter((row) => given(row.stage))
    .map((row) => {
      const stage = { stage: row.stage };
      put(stage, 'page', toTexts(row.page));
      put(stage, 'event', toTexts(row.event));
      if (row.abandon === 'no') stage.ignore = true;
      return stage;
    });
  if (data.funnelHosted !== true) return stages.length > 0 ? stages : undefined;
  const funnel = { hosted: true };
  if (stages.length > 0) funnel.stages = stages;
  return funnel;
};

const toNames = (table, name) => {
  const names = {};
  rows(table).forEach((row) => {
    if (given(row[name]) && given(row.signal)) names[row[name]] = row.signal;
  });
  return names;
};

const toOptions = () => {
  const rules = parse(data.rules, 'array');
  const more = parse(data.more, 'object');
  if (!rules || !more) return undefined;
  const options = {};
  put(options, 'consent', data.consent);
  put(options, 'beforeConsent', data.beforeConsent);
  put(options, 'globalPrivacyControl', data.globalPrivacyControl);
  put(options, 'linkIdentities', data.linkIdentities);
  putBox(options, 'attributeAnonymous', { box: data.attributeAnonymous, standard: true });
  putNumber(options, 'sample', data.sample);
  putNumber(options, 'holdout', data.holdout);

  if (data.noPrefix === true) options.prefix = '';
  else put(options, 'prefix', data.prefix);
  putAll(options, 'fields', toFields(data.fields));
  put(options, 'keys', data.keys);
  const write = {};
  put(write, 'booleans', data.writeBooleans);
  put(write, 'dates', data.writeDates);
  putAll(options, 'write', write);
  putNumber(options, 'budget', data.budget);

  const bdl = {};
  putBox(bdl, 'rageclick', { box: data.rageclick, standard: true });
  putAll(bdl, 'events', toNames(data.bdlEvents, 'event'));
  putAll(bdl, 'dataLayer', toNames(data.bdlDataLayer, 'event'));
  putAll(options, 'bdl', bdl);
  put(options, 'detect', toDetect());
  put(options, 'funnel', toFunnel());
  if (rules.length > 0) options.rules = rules;
  const product = {};
  put(product, 'from', data.productFrom);
  put(product, 'match', data.productMatch);
  putAll(options, 'product', product);
  if (given(data.categoryLevel)) options.category = { level: makeNumber(data.categoryLevel) };

  const exclude = {};
  const pages = column(data.excludePages, 'page');
  const categories = column(data.excludeCategories, 'category');
  if (pages.length > 0) exclude.pages = pages;
  if (categories.length > 0) exclude.categories = categories;
  putAll(options, 'exclude', exclude);
  const redact = column(data.redact, 'segment');
  if (redact.length > 0) options.page = { redact: redact };

  const timing = {};
  putNumber(timing, 'quiet', data.quiet);
  putNumber(timing, 'deadline', data.deadline);
  putNumber(timing, 'spacing', data.spacing);
  putNumber(timing, 'calls', data.calls);
  putAll(options, 'timing', timing);
  const session = {};
  putNumber(session, 'minutes', data.sessionMinutes);
  put(session, 'key', data.sessionKey);
  putAll(options, 'session', session);

  const fullstory = {};
  put(fullstory, 'namespace', data.fullstoryNamespace);
  put(fullstory, 'host', data.fullstoryHost);
  putAll(options, 'fullstory', fullstory);
  putBox(options, 'pauseOnShutdown', { box: data.pauseOnShutdown, standard: true });
  const echo = {};
  putBox(echo, 'fullstory', { box: data.echoFullstory, standard: false });
  putBox(echo, 'dataLayer', { box: data.echoDataLayer, standard: false });
  putBox(echo, 'event', { box: data.echoEvent, standard: false });
  putAll(options, 'echo', echo);
  put(options, 'inspector', data.inspector);
  putBox(options, 'debug', { box: data.debug, standard: false });
  // The last word: what has no field of its own.
  objects.keys(more).forEach((key) => {
    options[key] = more[key];
  });
  return options;
};

const toSignal = () => {
  if (!given(data.signalType)) return undefined;
  const signal = { type: data.signalType };
  const texts = { target: 'signalTarget', stage: 'signalStage', form: 'signalForm', field: 'signalField' };
  objects.keys(texts).forEach((key) => {
    put(signal, key, data[texts[key]]);
  });
  if (signal.type !== 'custom') return signal;
  if (!given(data.signalName)) return undefined;
  signal.name = data.signalName;
  const properties = {};
  rows(data.signalProperties).forEach((row) => {
    if (given(row.name)) put(properties, row.name, row.value);
  });
  putAll(signal, 'properties', properties);
  return signal;
};

const toPage = () => {
  const page = {};
  put(page, 'type', data.pageType);
  put(page, 'product', data.pageProduct);
  put(page, 'category', data.pageCategory);
  put(page, 'stage', data.pageStage);
  return objects.keys(page).length > 0 ? page : undefined;
};

// A word, a yes or no, or nothing where the variable is not there yet.
const toConsent = (value) => {
  if (value === 'granted' || yes(value)) return 'granted';
  return value === 'denied' || value === false || value === 'false' ? 'denied' : undefined;
};

const toCommand = () => {
  if (data.command === 'reset') return ['reset'];
  const argument =
    data.command === 'signal'
      ? toSignal()
      : data.command === 'page'
        ? toPage()
        : data.command === 'visitor'
          ? data.visitor
          : data.command === 'consent'
            ? toConsent(data.consentState)
            : undefined;
  return given(argument) ? [data.command, argument] : undefined;
};

const toConfig = () => {
  const options = toOptions();
  return options && ['config', options];
};

const allowed =
  queryPermission('access_globals', 'readwrite', 'fsOmetria') && (!loads || queryPermission('inject_script', script));
const entry = loads ? toConfig() : toCommand();

if (!allowed || !entry) {
  data.gtmOnFailure();
} else {
  const push = createQueue('fsOmetria');
  push(entry);
  // With the address as its token a second tag does not load the script again, and still succeeds.
  if (loads) injectScript(script, data.gtmOnSuccess, data.gtmOnFailure, script);
  else data.gtmOnSuccess();
}


___WEB_PERMISSIONS___

[
  {
    "instance": {
      "key": {
        "publicId": "access_globals",
        "versionId": "1"
      },
      "param": [
        {
          "key": "keys",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "fsOmetria"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "inject_script",
        "versionId": "1"
      },
      "param": [
        {
          "key": "urls",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 1,
                "string": "https://cdn.jsdelivr.net/npm/fullstory-ometria@0.1.0/dist/fullstory-ometria.loader.min.js"
              },
              {
                "type": 1,
                "string": "https://cdn.jsdelivr.net/npm/fullstory-ometria@0.1.0/dist/fullstory-ometria.min.js"
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  }
]


___TESTS___

scenarios:
- name: Loads the tag and leaves every default to it
  code: |-
    runs({
      action: 'load',
      consent: 'command',
      beforeConsent: 'ignore',
      attributeAnonymous: true,
      rageclick: true,
      detect: true,
      pauseOnShutdown: true,
      funnelHosted: false,
      debug: false,
    });
    assertThat(pushed).isEqualTo([['config', { consent: 'command', beforeConsent: 'ignore' }]]);
    assertThat(injected).isEqualTo([['https://cdn.jsdelivr.net/npm/fullstory-ometria@0.1.0/dist/fullstory-ometria.min.js', 'https://cdn.jsdelivr.net/npm/fullstory-ometria@0.1.0/dist/fullstory-ometria.min.js']]);
    succeeds();
- name: Configures before it loads
  code: |-
    mock('injectScript', (_url, onSuccess) => {
      assertThat(pushed.length).isEqualTo(1);
      onSuccess();
    });
    runs({ action: 'load', consent: 'granted' });
    succeeds();
- name: Fails where the script does not load
  code: |-
    mock('injectScript', (_url, _onSuccess, onFailure) => onFailure());
    runs({ action: 'load', consent: 'command' });
    assertApi('gtmOnFailure').wasCalled();
    assertApi('gtmOnSuccess').wasNotCalled();
- name: Turns every field into its option
  code: |-
    runs({
      action: 'load',
      consent: 'google',
      beforeConsent: 'buffer',
      globalPrivacyControl: 'ignore',
      linkIdentities: 'limited',
      attributeAnonymous: false,
      sample: '10',
      holdout: 5,
      prefix: 'web_',
      fields: [
        { field: 'signal_type', send: 'yes', name: 'last_signal' },
        { field: 'dwell_product', send: 'yes', name: '' },
        { field: 'rage_clicks', send: 'no', name: '' },
      ],
      keys: 'dotted',
      writeBooleans: '1',
      writeDates: 'date',
      budget: '800',
      rageclick: false,
      bdlEvents: [{ event: 'fullstory/deadclick', signal: 'dead_click' }],
      bdlDataLayer: [{ event: 'size_missing', signal: 'size_missing' }],
      detect: true,
      detectors: [
        { signal: 'mouse_thrash', detect: 'yes' },
        { signal: 'dead_click', detect: 'no' },
      ],
      rules: '[{ "name": "promo_failure", "steps": [{ "signal": "rage_click" }] }]',
      funnel: [
        { stage: 'bag', page: '/bag*', event: '', abandon: 'yes' },
        { stage: 'pay', page: '', event: 'begin_checkout', abandon: 'no' },
      ],
      funnelHosted: true,
      productFrom: 'item_group_id',
      productMatch: '^shop-(.+)$',
      categoryLevel: '2',
      excludePages: [{ page: '/health/*' }],
      excludeCategories: [{ category: 'Intimates' }],
      redact: [{ segment: 'order-*' }],
      quiet: '500',
      deadline: '4000',
      spacing: '20000',
      calls: '5',
      sessionMinutes: '20',
      sessionKey: 'shop_signals',
      fullstoryNamespace: 'FSX',
      fullstoryHost: 'replay.shop.example',
      pauseOnShutdown: false,
      echoFullstory: true,
      echoDataLayer: true,
      echoEvent: true,
      inspector: 'https://shop.example/inspector.js',
      debug: true,
      more: '{ "start": "manual" }',
    });
    assertThat(pushed).isEqualTo([
      [
        'config',
        {
          consent: 'google',
          beforeConsent: 'buffer',
          globalPrivacyControl: 'ignore',
          linkIdentities: 'limited',
          attributeAnonymous: false,
          sample: 10,
          holdout: 5,
          prefix: 'web_',
          fields: { signal_type: 'last_signal', dwell_product: true, rage_clicks: false },
          keys: 'dotted',
          write: { booleans: '1', dates: 'date' },
          budget: 800,
          bdl: {
            rageclick: false,
            events: { 'fullstory/deadclick': 'dead_click' },
            dataLayer: { size_missing: 'size_missing' },
          },
          detect: { mouse_thrash: true, dead_click: false },
          funnel: {
            hosted: true,
            stages: [
              { stage: 'bag', page: '/bag*' },
              { stage: 'pay', event: 'begin_checkout', ignore: true },
            ],
          },
          rules: [{ name: 'promo_failure', steps: [{ signal: 'rage_click' }] }],
          product: { from: 'item_group_id', match: '^shop-(.+)$' },
          category: { level: 2 },
          exclude: { pages: ['/health/*'], categories: ['Intimates'] },
          page: { redact: ['order-*'] },
          timing: { quiet: 500, deadline: 4000, spacing: 20000, calls: 5 },
          session: { minutes: 20, key: 'shop_signals' },
          fullstory: { namespace: 'FSX', host: 'replay.shop.example' },
          pauseOnShutdown: false,
          echo: { fullstory: true, dataLayer: true, event: true },
          inspector: 'https://shop.example/inspector.js',
          debug: true,
          start: 'manual',
        },
      ],
    ]);
    succeeds();
- name: Sends names without a prefix where that is asked for
  code: |-
    runs({ action: 'load', consent: 'command', prefix: 'web_', noPrefix: true });
    assertThat(pushed).isEqualTo([['config', { consent: 'command', prefix: '' }]]);
- name: Switches all detectors off
  code: |-
    runs({ action: 'load', consent: 'command', detect: false, detectors: [{ signal: 'dwell', detect: 'yes' }] });
    assertThat(pushed).isEqualTo([['config', { consent: 'command', detect: false }]]);
- name: Hands stages over as a list
  code: |-
    runs({
      action: 'load',
      consent: 'command',
      funnel: [
        { stage: 'bag', page: '/bag', event: '', abandon: 'yes' },
        { stage: 'pay', page: '/pay*, /zahlen*,', event: 'add_shipping_info,add_payment_info', abandon: 'yes' },
        { stage: 'gift', page: ' , ', event: '', abandon: 'yes' },
      ],
    });
    assertThat(pushed).isEqualTo([
      [
        'config',
        {
          consent: 'command',
          funnel: [
            { stage: 'bag', page: '/bag' },
            { stage: 'pay', page: ['/pay*', '/zahlen*'], event: ['add_shipping_info', 'add_payment_info'] },
            { stage: 'gift' },
          ],
        },
      ],
    ]);
- name: Takes rules and further options from variables that are no texts
  code: |-
    runs({ action: 'load', consent: 'command', rules: [{ name: 'a', steps: [] }], more: { debug: true } });
    assertThat(pushed).isEqualTo([['config', { consent: 'command', rules: [{ name: 'a', steps: [] }], debug: true }]]);
    succeeds();
- name: Fails without a word where the rules are no JSON
  code: |-
    runs({ action: 'load', consent: 'command', rules: '[{ "name": ' });
    failsWithoutAWord();
- name: Fails without a word where the rules are no list
  code: |-
    runs({ action: 'load', consent: 'command', rules: '{ "name": "a" }' });
    failsWithoutAWord();
- name: Fails without a word where the further options are no JSON
  code: |-
    runs({ action: 'load', consent: 'command', more: 'debug' });
    failsWithoutAWord();
- name: Loads the loader where it is chosen
  code: |-
    runs({ action: 'load', consent: 'google', beforeConsent: 'ignore', script: 'loader' });
    assertThat(pushed).isEqualTo([['config', { consent: 'google', beforeConsent: 'ignore' }]]);
    assertThat(injected).isEqualTo([['https://cdn.jsdelivr.net/npm/fullstory-ometria@0.1.0/dist/fullstory-ometria.loader.min.js', 'https://cdn.jsdelivr.net/npm/fullstory-ometria@0.1.0/dist/fullstory-ometria.loader.min.js']]);
    succeeds();
- name: Loads the whole tag where the loader cannot do what is asked
  code: |-
    runs({ action: 'load', consent: 'command', script: 'loader', beforeConsent: 'buffer' });
    runs({ action: 'load', consent: 'command', script: 'loader', globalPrivacyControl: 'ignore' });
    runs({ action: 'load', consent: 'command', script: 'loader', sessionKey: 'shop' });
    assertThat(injected).isEqualTo([
      ['https://cdn.jsdelivr.net/npm/fullstory-ometria@0.1.0/dist/fullstory-ometria.min.js', 'https://cdn.jsdelivr.net/npm/fullstory-ometria@0.1.0/dist/fullstory-ometria.min.js'],
      ['https://cdn.jsdelivr.net/npm/fullstory-ometria@0.1.0/dist/fullstory-ometria.min.js', 'https://cdn.jsdelivr.net/npm/fullstory-ometria@0.1.0/dist/fullstory-ometria.min.js'],
      ['https://cdn.jsdelivr.net/npm/fullstory-ometria@0.1.0/dist/fullstory-ometria.min.js', 'https://cdn.jsdelivr.net/npm/fullstory-ometria@0.1.0/dist/fullstory-ometria.min.js'],
    ]);
- name: Sends a signal
  code: |-
    runs({
      action: 'command',
      command: 'signal',
      signalType: 'form_error',
      signalForm: 'address',
      signalField: 'postcode',
    });
    assertThat(pushed).isEqualTo([['signal', { type: 'form_error', form: 'address', field: 'postcode' }]]);
    assertThat(injected).isEqualTo([]);
    succeeds();
- name: Sends a signal of the shop's own
  code: |-
    runs({
      action: 'command',
      command: 'signal',
      signalType: 'custom',
      signalName: 'size_missing',
      signalStage: 'product',
      signalProperties: [
        { name: 'missing_size', value: 'XL' },
        { name: 'waiting', value: true },
        { name: 'empty', value: '' },
      ],
    });
    assertThat(pushed).isEqualTo([
      [
        'signal',
        { type: 'custom', stage: 'product', name: 'size_missing', properties: { missing_size: 'XL', waiting: true } },
      ],
    ]);
    succeeds();
- name: Fails without a word where a custom signal has no name
  code: |-
    runs({ action: 'command', command: 'signal', signalType: 'custom' });
    failsWithoutAWord();
- name: Says what the page shows
  code: |-
    runs({ action: 'command', command: 'page', pageType: 'product', pageProduct: 'SKU-A', pageCategory: 'Knitwear' });
    assertThat(pushed).isEqualTo([['page', { type: 'product', product: 'SKU-A', category: 'Knitwear' }]]);
    succeeds();
- name: Fails without a word where nothing is said of the page
  code: |-
    runs({ action: 'command', command: 'page' });
    failsWithoutAWord();
- name: Passes on what the visitor said, in whatever form a variable has it
  code: |-
    ['granted', true, 'true'].forEach((consentState) => {
      runs({ action: 'command', command: 'consent', consentState: consentState });
    });
    ['denied', false, 'false'].forEach((consentState) => {
      runs({ action: 'command', command: 'consent', consentState: consentState });
    });
    assertThat(pushed).isEqualTo([
      ['consent', 'granted'],
      ['consent', 'granted'],
      ['consent', 'granted'],
      ['consent', 'denied'],
      ['consent', 'denied'],
      ['consent', 'denied'],
    ]);
    succeeds();
- name: Never takes silence for consent
  code: |-
    [undefined, '', 'undefined', null, 1, 'yes'].forEach((consentState) => {
      runs({ action: 'command', command: 'consent', consentState: consentState });
    });
    failsWithoutAWord();
- name: Names the visitor
  code: |-
    runs({ action: 'command', command: 'visitor', visitor: 'jane@example.com' });
    assertThat(pushed).isEqualTo([['visitor', 'jane@example.com']]);
    succeeds();
- name: Says that the visitor has logged out
  code: |-
    runs({ action: 'command', command: 'reset' });
    assertThat(pushed).isEqualTo([['reset']]);
    succeeds();
setup: |-
  const pushed = [];
  const injected = [];

  mock('createQueue', (name) => {
    assertThat(name).isEqualTo('fsOmetria');
    return (entry) => {
      pushed.push(entry);
    };
  });

  mock('injectScript', (url, onSuccess, _onFailure, token) => {
    injected.push([url, token]);
    onSuccess();
  });

  const runs = (mockData) => {
    runCode(mockData);
    return pushed;
  };

  const succeeds = () => {
    assertApi('gtmOnSuccess').wasCalled();
    assertApi('gtmOnFailure').wasNotCalled();
  };

  const failsWithoutAWord = () => {
    assertApi('gtmOnFailure').wasCalled();
    assertApi('gtmOnSuccess').wasNotCalled();
    assertThat(pushed).isEqualTo([]);
    assertThat(injected).isEqualTo([]);
  };


___NOTES___

Built from the parts in gtm/ for fullstory-ometria 0.1.0.
