#!/usr/bin/env python3
"""Make the bundled sample: survey exports of a company that does not exist, with planted causes.

  make_demo.py                write data/demo/accounts.csv and data/demo/exports/* again
  make_demo.py --check        make them in a temporary folder and compare byte for byte; exit 1 if they differ
  make_demo.py --truth DIR    also write truth.json and truth.jsonl there: what was planted, for scripts/evaluate

The only input is data/demo/sentences.jsonl (hand-written, one sentence a line with its themes). Python standard library
only. Every choice comes from random.Random(SEED).random(), the one generator method whose sequence Python promises to
keep, and no function of the platform's mathematics library decides a byte: the output is the same everywhere.
"""

import argparse
import csv
import datetime as dt
import filecmp
import io
import json
import math
import random
import sys
import tempfile
from pathlib import Path

SEED = 4
ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "data" / "demo"
QUARTERS = [
    ("2025Q4", dt.date(2025, 10, 1)),
    ("2026Q1", dt.date(2026, 1, 1)),
    ("2026Q2", dt.date(2026, 4, 1)),
    ("2026Q3", dt.date(2026, 7, 1)),
]
LABELS = [label for label, _ in QUARTERS]
NOISE_SD = 1.2  # of one answer around its mean, in score points
ACCOUNT_SD = 0.7  # of an account's lasting mood

# --- what is planted: theme -> (effect on the score, weight in each quarter, who meets it more often) ------------------
# The story (data/demo/README.md): prices rise on 2026-04-01; the importer is repaired in 2026-02; a long outage in
# 2026-03; late scheduled sends are rare but do the most harm, above all to enterprises; a mobile app and AI texts are
# asked for most often and move nothing; newcomers struggle with onboarding and the screens.
NPS_PLAN = {
    "price_too_high": (-2.9, (0.5, 0.6, 3.0, 4.2), {}),
    "billing_opaque": (-1.4, (0.4, 0.4, 1.2, 1.3), {}),
    "contract_renewal_inflexible": (-1.5, (0.4, 0.4, 0.8, 0.9), {"veteran": 2.0}),
    "csv_import_errors": (-2.0, (2.6, 1.9, 0.5, 0.2), {"newcomer": 2.5}),
    "scheduled_delivery_failures": (-3.6, (0.9, 1.0, 1.0, 1.2), {"enterprise": 3.0}),
    "outages_errors": (-2.6, (0.4, 2.0, 1.2, 0.4), {}),
    "dashboard_slow": (-1.2, (1.0, 1.0, 1.1, 1.1), {}),
    "segment_builder_limits": (-0.7, (0.8, 0.8, 0.8, 0.8), {"mid": 1.5}),
    "support_slow": (-1.9, (0.6, 0.7, 0.9, 1.2), {"SG": 2.5}),
    "salesforce_integration_missing": (-0.4, (0.7, 0.7, 0.6, 0.6), {"US": 1.8}),
    "api_rate_limits": (-1.0, (0.4, 0.4, 0.6, 0.6), {"enterprise": 2.0}),
    "onboarding_training": (-1.5, (0.3, 0.3, 0.3, 0.3), {"newcomer": 9.0}),
    "ui_hard_to_learn": (-1.2, (0.5, 0.5, 0.5, 0.5), {"newcomer": 5.0}),
    "documentation_outdated": (-0.9, (0.5, 0.5, 0.5, 0.5), {"newcomer": 2.0}),
    "mobile_app_missing": (-0.1, (2.5, 2.5, 2.5, 2.5), {"smb": 1.4}),
    "ai_copywriting_request": (0.0, (1.0, 1.4, 1.9, 2.3), {}),
    "multilingual_support_request": (-0.1, (0.4, 0.4, 0.4, 0.4), {"US": 1.5, "SG": 2.0}),
    "permissions_roles": (-1.0, (0.5, 0.5, 0.5, 0.5), {"enterprise": 3.0}),
    "report_export": (-0.4, (0.8, 0.8, 0.8, 0.8), {}),
    "template_editor": (-0.6, (0.7, 0.7, 0.7, 0.7), {}),
    "attribution_analytics": (-0.7, (0.5, 0.5, 0.5, 0.5), {"mid": 1.5}),
    "email_deliverability": (-1.8, (0.5, 0.5, 0.5, 0.5), {}),
    "two_factor_login_trouble": (-1.5, (0.35, 0.35, 0.35, 0.35), {}),
    "data_privacy_concerns": (-1.2, (0.3, 0.3, 0.3, 0.3), {"enterprise": 2.0}),
    "easy_to_use": (1.0, (1.9, 1.9, 1.8, 1.8), {}),
    "support_helpful": (1.3, (1.8, 1.8, 1.6, 1.5), {}),
    "open_rate_results": (1.4, (1.2, 1.2, 1.2, 1.2), {"veteran": 1.3}),
    "stable_reliable": (0.9, (1.0, 0.5, 0.8, 1.0), {}),
    "feature_updates_welcome": (0.8, (0.8, 1.0, 1.1, 1.2), {}),
    "customer_success_manager": (1.2, (0.8, 0.8, 0.8, 0.8), {"enterprise": 2.0}),
}
ENPS_PLAN = {
    "evaluation_unfair": (-2.4, (1.0, 1.0, 1.4, 2.2), {}),
    "workload_overtime": (-2.0, (0.9, 1.1, 1.5, 1.6), {"開発": 2.5}),
    "remote_work": (-1.5, (0.5, 0.5, 0.9, 3.0), {}),
    "company_policy_unclear": (-1.6, (1.0, 1.0, 2.0, 1.6), {}),
    "too_many_meetings": (-0.3, (1.8, 1.8, 1.8, 1.8), {}),
    "pay_below_market": (-1.8, (0.9, 0.9, 0.9, 0.9), {"営業": 1.5}),
    "career_growth": (-1.0, (0.8, 0.8, 0.8, 0.8), {}),
    "department_silos": (-1.0, (1.0, 1.0, 1.0, 1.0), {"カスタマーサクセス": 2.0}),
    "internal_tools_poor": (-0.6, (1.1, 1.1, 1.1, 1.1), {"管理": 2.0}),
    "manager_support": (1.6, (1.5, 1.5, 1.5, 1.5), {}),
}
NPS_BASE, ENPS_BASE = 8.1, 7.6
# Effect of praise inside a theme that otherwise costs points ("imports just work since the February release").
KIND_WORDS = 0.55

# People say the same thing in their own way: put before a sentence that has already been used once.
OPENERS = {
    "ja": ["", "", "", "率直に言うと、", "強いて言えば、", "前回も書きましたが、", "やはり、", "現場では、"],
    "en": ["", "", "", "Honestly, ", "As I said last time, ", "For us, ", "Again, ", "From my side: "],
}
CAMPAIGN = (
    "【夏の配信応援キャンペーン】アンケートにご回答いただいたお客様全員に、配信1,000通分のポイントをプレゼント！"
    "応募方法：この文章をコピーして「推奨の理由」欄に貼り付けてください。締切は2026年8月31日です。"
)


class Dice:
    """Seeded chance built on random() alone."""

    def __init__(self, seed):
        self.random = random.Random(seed).random

    def below(self, n):
        return int(self.random() * n)

    def pick(self, items):
        return items[self.below(len(items))]

    def weighted(self, items, weights):
        at = self.random() * sum(weights)
        for item, weight in zip(items, weights):
            at -= weight
            if at < 0:
                return item
        return items[-1]

    def shuffled(self, items):
        out = list(items)
        for i in range(len(out) - 1, 0, -1):
            j = self.below(i + 1)
            out[i], out[j] = out[j], out[i]
        return out

    def gauss(self, sd):
        return sd * (sum(self.random() for _ in range(12)) - 6)

    def along(self, quantiles):
        """A value by linear interpolation between equally spaced quantiles."""
        at = self.random() * (len(quantiles) - 1)
        i = int(at)
        return quantiles[i] + (quantiles[i + 1] - quantiles[i]) * (at - i)


def opened(opener, text):
    """`text` behind `opener`; an English sentence goes on in lower case unless its first word is "I" or all capitals."""
    if opener.endswith(", ") and text[:2].istitle() and not text.startswith("I'"):
        text = text[0].lower() + text[1:]
    return opener + text


class Sentences:
    """Hands out the sentences of a theme and language in shuffled order, all once before any again."""

    def __init__(self, rows, dice):
        self.rows, self.dice, self.queues, self.used = rows, dice, {}, {}

    def take(self, theme, lang, quarter):
        queue = self.queues.setdefault((theme, lang), [])
        for attempt in (0, 1):
            for i, row in enumerate(queue):
                if row.get("from", LABELS[0]) <= LABELS[quarter]:
                    queue.pop(i)
                    text = row["text"]
                    again = self.used.get(text, 0)
                    self.used[text] = again + 1
                    return row, opened(self.dice.pick(OPENERS[lang]) if again else "", text)
            if attempt == 0:
                queue += self.dice.shuffled(
                    [r for r in self.rows if r["theme"] == theme and r["lang"] == lang]
                )
        raise SystemExit(f"no sentence for {theme} in {lang}")


def draw(dice, plan, sentences, quarter, lang, traits):
    """Themes this respondent met (with their effects) and one sentence each."""
    count = dice.weighted([0, 1, 2], [0.30, 0.50, 0.20])
    names = list(plan)
    weights = []
    for name in names:
        _, course, favours = plan[name]
        weight = course[quarter]
        for trait in traits:
            weight *= favours.get(trait, 1.0)
        weights.append(weight)
    met, texts = {}, []
    for _ in range(count):
        name = dice.weighted(names, weights)
        if name in met:
            continue
        row, text = sentences.take(name, lang, quarter)
        texts.append(text)
        for other in [name] + row.get("also", []):
            if other in plan and other not in met:
                effect = plan[other][0]
                if other == name and row["polarity"] == "pos" and effect < 0:
                    effect = KIND_WORDS
                met[other] = effect
    return met, texts


def joined(texts, lang, dice):
    out = ""
    for text in texts:
        if out:
            if lang == "ja" and out[-1] not in "。！？!?":
                out += "。"
            if lang == "en" and out[-1] not in ".!?":
                out += "."
            out += dice.pick(["", "\n", "　"] if lang == "ja" else [" ", " ", "\n"])
        out += text
    return out


def score_of(dice, mean):
    return min(10, max(0, int(mean + dice.gauss(NOISE_SD) + 0.5)))


def band_chances(mean):
    """Chance of a promoter and of a detractor around `mean` (only for --truth)."""

    def below(x):
        return 0.5 * (1 + math.erf((x - mean) / (NOISE_SD * math.sqrt(2))))

    return round(1 - below(8.5), 6), round(below(6.5), 6)


def group_of(score):
    return "Promoter" if score >= 9 else "Passive" if score >= 7 else "Detractor"


# --- customers ---------------------------------------------------------------------------------------------------------

ARR = {
    "smb": [240, 360, 420, 540, 660, 780, 960, 1200, 1800],
    "mid": [1500, 1900, 2400, 2900, 3600, 4800, 6500],
    "enterprise": [7000, 9000, 12000, 16000, 24000, 42000],
}  # quantiles, thousand yen a year
TRADES = {
    "JP": ["フーズ", "物流", "薬局", "書店", "不動産", "工務店", "クリニック", "旅館", "アパレル", "学習塾"],
    "US": ["Retail", "Foods", "Travel", "Fitness", "Books"],
    "SG": ["Trading", "Logistics", "Clinics", "Education"],
}


def make_accounts(dice):
    accounts, people = [], []
    for i in range(268):
        segment = dice.weighted(["smb", "mid", "enterprise"], [60, 29, 11])
        region = dice.weighted(["JP", "US", "SG"], [62, 25, 13])
        name = (
            f"架空{dice.pick(TRADES['JP'])}{i + 1:03d}"
            if region == "JP"
            else f"Example {dice.pick(TRADES[region])} {i + 1:03d}"
        )
        age = dice.below(330) if dice.random() < 0.3 else 330 + dice.below(1300)
        start = dt.date(2026, 9, 1) - dt.timedelta(days=age)
        renewal = dt.date(2026, start.month, min(start.day, 28))
        if renewal <= dt.date(2026, 9, 30):
            renewal = renewal.replace(year=2027)
        account = {
            "account_id": f"FB-{1000 + i * 7}",
            "name": name,
            "segment": segment,
            "region": region,
            "arr": int(dice.along(ARR[segment]) / 10) * 10000,
            "started_on": start,
            "renewal_on": renewal,
            "churned_on": "",
            "mood": dice.gauss(ACCOUNT_SD),
            "felt": [],
        }
        accounts.append(account)
        for _ in range({"smb": 1, "mid": 2, "enterprise": 3}[segment] + dice.below(2)):
            lang = "ja" if region == "JP" and dice.random() < 0.96 else "en"
            people.append((account, f"U{len(people) + 5001}", lang))
    return accounts, people


def make_nps(dice, sentences, accounts, people, truth):
    empty = {
        lang: [r["text"] for r in sentences.rows if r["kind"] == "none" and r["lang"] == lang]
        for lang in ("ja", "en")
    }
    quarters, number = [], 0
    for q, (label, begin) in enumerate(QUARTERS):
        rows = []
        for account, person, lang in people:
            day = begin + dt.timedelta(days=dice.below(88))
            if dice.random() > 0.74 or day < account["started_on"] + dt.timedelta(days=14):
                continue
            if account["churned_on"] and day >= account["churned_on"]:
                continue
            tenure = (day - account["started_on"]).days
            traits = [
                account["segment"],
                account["region"],
                "newcomer" if tenure < 180 else "veteran" if tenure > 400 else "settled",
            ]
            met, texts = draw(dice, NPS_PLAN, sentences, q, lang, traits)
            mean = NPS_BASE + account["mood"] + sum(met.values())
            score = score_of(dice, mean)
            account["felt"].append(mean)
            shown = bool(texts) and dice.random() < 0.9
            comment = (
                joined(texts, lang, dice) if shown else dice.pick(empty[lang]) if dice.random() < 0.3 else ""
            )
            when = dt.datetime.combine(day, dt.time(8)) + dt.timedelta(seconds=dice.below(13 * 3600))
            number += 1
            rows.append(
                {
                    "response_id": f"R{number:05d}",
                    "responded_at": when,
                    "respondent_id": person,
                    "account_id": account["account_id"],
                    "score": score,
                    "comment": comment,
                    "lang": lang,
                }
            )
            promoter, detractor = band_chances(mean)
            truth.append(
                {
                    "response_id": f"R{number:05d}",
                    "survey": "nps",
                    "quarter": label,
                    "lang": lang,
                    "account_id": account["account_id"],
                    "themes": list(met) if shown else [],
                    "met": list(met),
                    "score": score,
                    "p_promoter": promoter,
                    "p_detractor": detractor,
                }
            )
        rows.sort(key=lambda r: (r["responded_at"], r["response_id"]))
        quarters.append(rows)
        if q == 2:  # who leaves during the last quarter: the unhappier, the likelier
            for account in accounts:
                if account["felt"]:
                    mean = sum(account["felt"]) / len(account["felt"])
                    if dice.random() < min(0.75, max(0.02, 0.25 * (7.6 - mean))):
                        account["churned_on"] = dt.date(2026, 7, 20) + dt.timedelta(days=dice.below(70))
    return quarters


# --- employees ---------------------------------------------------------------------------------------------------------

DEPARTMENTS = [
    ("開発", 46),
    ("営業", 38),
    ("カスタマーサクセス", 22),
    ("マーケティング", 14),
    ("管理", 9),
    ("法務", 3),
]


def make_enps(dice, sentences, truth):
    staff = [
        (
            department,
            "en" if dice.random() < (0.25 if department == "開発" else 0.08) else "ja",
            dice.gauss(ACCOUNT_SD),
        )
        for department, size in DEPARTMENTS
        for _ in range(size)
    ]
    quarters, number = [], 0
    for q, (label, begin) in enumerate(QUARTERS):
        rows = []
        for department, lang, mood in staff:
            if department != "法務" and dice.random() > 0.84:
                continue
            met, texts = draw(dice, ENPS_PLAN, sentences, q, lang, [department])
            mean = ENPS_BASE + mood + sum(met.values())
            score = score_of(dice, mean)
            shown = bool(texts) and dice.random() < 0.85
            number += 1
            when = dt.datetime.combine(begin, dt.time(9)) + dt.timedelta(
                days=33 + dice.below(12), seconds=dice.below(32000)
            )
            rows.append(
                {
                    "response_id": f"S{number:04d}",
                    "responded_at": when,
                    "department": department,
                    "score": score,
                    "comment": joined(texts, lang, dice) if shown else "",
                }
            )
            promoter, detractor = band_chances(mean)
            truth.append(
                {
                    "response_id": f"S{number:04d}",
                    "survey": "enps",
                    "quarter": label,
                    "lang": lang,
                    "department": department,
                    "themes": list(met) if shown else [],
                    "met": list(met),
                    "score": score,
                    "p_promoter": promoter,
                    "p_detractor": detractor,
                }
            )
        rows.sort(key=lambda r: (r["responded_at"], r["response_id"]))
        quarters.append(rows)
    return quarters


# --- the same data as four survey tools would export it ----------------------------------------------------------------

QUESTION = "How likely is it that you would recommend Fumibako to a colleague?"
WHY = "What is the main reason for your score?"


def as_csv(rows, delimiter=",", newline="\r\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return out.getvalue()


def qualtrics(rows):
    """CSV with three header rows and a byte-order mark."""
    head = [
        "StartDate",
        "EndDate",
        "Status",
        "Progress",
        "Duration (in seconds)",
        "Finished",
        "RecordedDate",
        "ResponseId",
        "DistributionChannel",
        "UserLanguage",
        "respondent_id",
        "account_id",
        "Q1_NPS_GROUP",
        "Q1",
        "Q2",
    ]
    label = [
        "Start Date",
        "End Date",
        "Response Type",
        "Progress",
        "Duration (in seconds)",
        "Finished",
        "Recorded Date",
        "Response ID",
        "Distribution Channel",
        "User Language",
        "respondent_id",
        "account_id",
        QUESTION + " - Group",
        QUESTION,
        WHY,
    ]
    imported = [
        "startDate",
        "endDate",
        "status",
        "progress",
        "duration",
        "finished",
        "recordedDate",
        "_recordId",
        "distributionChannel",
        "userLanguage",
        "respondent_id",
        "account_id",
        "QID1_NPS_GROUP",
        "QID1",
        "QID2_TEXT",
    ]
    third = [
        json.dumps(
            {"ImportId": name, "timeZone": "Asia/Tokyo"} if name.endswith("Date") else {"ImportId": name}
        )
        for name in imported
    ]
    body = []
    for r in rows:
        seconds = 40 + len(r["comment"]) * 2
        end = f"{r['responded_at']:%Y-%m-%d %H:%M:%S}"
        start = f"{r['responded_at'] - dt.timedelta(seconds=seconds):%Y-%m-%d %H:%M:%S}"
        body.append(
            [
                start,
                end,
                "IP Address",
                100,
                seconds,
                "True",
                end,
                r["response_id"],
                "email",
                r["lang"].upper(),
                r["respondent_id"],
                r["account_id"],
                "" if r["score"] == "" else group_of(int(r["score"])),
                r["score"],
                r["comment"],
            ]
        )
    return ("\ufeff" + as_csv([head, label, third] + body)).encode("utf-8")


def utf16_tsv(rows):
    """Tab-separated UTF-16LE with a byte-order mark ("Unicode text")."""
    head = ["response_id", "responded_at", "respondent_id", "account_id", QUESTION, WHY]
    body = [
        [
            r["response_id"],
            (
                r["responded_at"]
                if isinstance(r["responded_at"], str)
                else f"{r['responded_at']:%Y-%m-%d %H:%M:%S}"
            ),
            r["respondent_id"],
            r["account_id"],
            r["score"],
            r["comment"],
        ]
        for r in rows
    ]
    return ("\ufeff" + as_csv([head] + body, delimiter="\t")).encode("utf-16-le")


def forms_stamp(when):
    if isinstance(when, str):
        return when
    return f"{when:%Y/%m/%d} {(when.hour - 1) % 12 + 1}:{when:%M:%S} {'午後' if when.hour >= 12 else '午前'} GMT+9"


def google_forms(rows, columns, question, why):
    """UTF-8 CSV as downloaded from a Japanese form: stamps with 午前/午後, a line break inside a header cell."""
    head = ["タイムスタンプ", "回答ID"] + [name for name, _ in columns] + [question, why]
    body = [
        [forms_stamp(r["responded_at"]), r["response_id"]]
        + [r[key] for _, key in columns]
        + [r["score"], r["comment"]]
        for r in rows
    ]
    return as_csv([head] + body).encode("utf-8")


def json_lines(rows):
    out = []
    for r in rows:
        keys = ["response_id", "responded_at", "respondent_id", "account_id", "score", "comment"]
        record = {k: (f"{r[k]:%Y-%m-%dT%H:%M:%S}+09:00" if k == "responded_at" else r[k]) for k in keys}
        out.append(json.dumps(record, ensure_ascii=False))
    return out


def cp932_csv(rows):
    """As a spreadsheet saves it on Japanese Windows; what CP932 lacks (emoji) has become "?"."""
    head = [
        "回答番号",
        "回答日",
        "部署",
        "この会社で働くことを親しい友人や知人にどの程度すすめたいですか（0～10）",
        "その理由をお聞かせください",
    ]
    body = [
        [r["response_id"], f"{r['responded_at']:%Y/%m/%d}", r["department"], r["score"], r["comment"]]
        for r in rows
    ]
    return as_csv([head] + body).encode("cp932", errors="replace")


# --- what goes wrong in real exports -----------------------------------------------------------------------------------


def bad(template, **changes):
    return dict(template, **changes)


def soil(nps, enps):
    """Plants the dirt that data/demo/README.md lists."""
    q4, q1, q2, q3 = nps
    q4.insert(40, bad(q4[40], response_id="R90001", score="11", comment="満点をつけたい！"))
    q4.insert(
        120, bad(q4[120], response_id="R90002", score="", comment="")
    )  # opened the form, answered nothing
    q1.insert(30, bad(q1[30], response_id="R90003", responded_at="2026-02-30 10:15:00"))
    q1.insert(77, bad(q1[77], response_id="R90004", score="７"))  # full-width digit: readable
    q1.insert(
        150,
        bad(
            q1[150],
            response_id="R90005",
            score="",
            comment="スコアは付けにくいですが、権限の設定だけは早めにお願いします。",
        ),
    )
    q2.insert(25, bad(q2[25], response_id="R90006", score="十"))
    q2.insert(90, bad(q2[90], response_id="R90007", responded_at="2026/13/05 3:15:06 午後 GMT+9"))
    q3.insert(
        18,
        bad(
            q3[18],
            response_id="R90008",
            score=2,
            comment="折り返しは 03-0000-0000 か taro@example.com までお願いします。"
            "予約配信が止まったままです。",
        ),
    )
    q3.insert(
        60,
        bad(
            q3[60],
            response_id="R90009",
            account_id="FB-9999",
            score=6,
            comment="+1 for a mobile app, same as everyone here",
        ),
    )
    template = q3[200]
    for i in range(14):  # a campaign text pasted by people who wanted the points
        when = dt.datetime(2026, 8, 3 + i, 10 + i % 7, 7 * i % 60, 11 * i % 60)
        q3.append(
            bad(
                template,
                response_id=f"R9{i + 101:04d}",
                respondent_id=f"U9{i + 101:04d}",
                responded_at=when,
                score=10,
                comment=CAMPAIGN,
            )
        )
    q3.sort(key=lambda r: (r["responded_at"], r["response_id"]))
    enps[1].insert(12, bad(enps[1][12], response_id="S9001", score="12"))
    enps[3].insert(9, bad(enps[3][9], response_id="S9002", responded_at="2026/8/32 9:30:00 午前 GMT+9"))
    # The export of 2026Q3 starts too early: the last days of 2026Q2 are in it again, one of them answered anew.
    late = [
        dict(r)
        for r in q2
        if not isinstance(r["responded_at"], str)
        and r["responded_at"] >= dt.datetime(2026, 6, 21)
        and str(r["score"]).isdigit()
    ]
    revised = next(r for r in late if int(r["score"]) <= 6 and len(r["comment"]) > 20)
    revised["score"] = 8
    revised["comment"] += (
        "（追記）その後すぐに対応していただきました。"
        if revised["lang"] == "ja"
        else " (Edit: fixed the next day, thank you.)"
    )
    return late


def build(out_dir, truth_dir):
    dice = Dice(SEED)
    rows = [json.loads(line) for line in (DEMO / "sentences.jsonl").read_text(encoding="utf-8").splitlines()]
    sentences = Sentences(rows, dice)
    truth = []
    accounts, people = make_accounts(dice)
    nps = make_nps(dice, sentences, accounts, people, truth)
    enps = make_enps(dice, sentences, truth)
    overlap = soil(nps, enps)

    exports = out_dir / "exports"
    exports.mkdir(parents=True, exist_ok=True)
    lines = json_lines(overlap + nps[3])
    lines.insert(100, '{"response_id": "R90010", "responded_at": "2026-07-1')  # cut off in the middle
    files = {
        "nps_2025Q4.csv": qualtrics(nps[0]),
        "nps_2026Q1.tsv": utf16_tsv(nps[1]),
        "nps_2026Q2.csv": google_forms(
            nps[2],
            [("担当者ID", "respondent_id"), ("顧客ID", "account_id")],
            "本サービスを同僚や知人に\nすすめたいですか？（0〜10）",
            "その理由を教えてください",
        ),
        "nps_2026Q3.jsonl": ("\n".join(lines) + "\n").encode("utf-8"),
        "enps_2025Q4.csv": cp932_csv(enps[0]),
        "enps_2026Q1.csv": cp932_csv(enps[1]),
    }
    for q in (2, 3):
        files[f"enps_{LABELS[q]}.csv"] = google_forms(
            enps[q],
            [("部署", "department")],
            "この会社を職場として親しい友人に\nすすめたいですか？（0〜10）",
            "その理由を教えてください",
        )
    for name, data in files.items():
        (exports / name).write_bytes(data)
    columns = ["account_id", "name", "segment", "region", "arr", "started_on", "renewal_on", "churned_on"]
    table = [columns] + [[a[c] for c in columns] for a in accounts]
    (out_dir / "accounts.csv").write_bytes(as_csv(table, newline="\n").encode("utf-8"))

    if truth_dir:
        write_truth(truth_dir, truth)
    return ["accounts.csv"] + [f"exports/{name}" for name in sorted(files)]


def write_truth(truth_dir, truth):
    truth_dir.mkdir(parents=True, exist_ok=True)
    (truth_dir / "truth.jsonl").write_text(
        "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in truth), encoding="utf-8"
    )
    planted = {}
    for kind, plan in (("nps", NPS_PLAN), ("enps", ENPS_PLAN)):
        rows = [r for r in truth if r["survey"] == kind]
        everybody = sum(r["p_promoter"] - r["p_detractor"] for r in rows) / len(rows)
        for theme, (effect, weight, _) in plan.items():
            rest = [r["p_promoter"] - r["p_detractor"] for r in rows if theme not in r["themes"]]
            planted[theme] = {
                "theme": theme,
                "kind": kind,
                "effect": effect,
                "weight": weight,
                "impact": round(100 * (everybody - sum(rest) / len(rest)), 3),
            }
    (truth_dir / "truth.json").write_text(
        json.dumps({"seed": SEED, "themes": planted}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    parser.add_argument("--truth", type=Path, metavar="DIR", help="also write what was planted")
    options = parser.parse_args()
    if not options.check:
        names = build(DEMO, options.truth)
        print(f"wrote {len(names)} files below {DEMO.relative_to(ROOT)}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        names = build(Path(folder), options.truth)
        stale = [
            name
            for name in names
            if not (DEMO / name).is_file() or not filecmp.cmp(Path(folder) / name, DEMO / name, shallow=False)
        ]
        extra = sorted(p.name for p in (DEMO / "exports").iterdir() if f"exports/{p.name}" not in names)
    for name in stale:
        print(f"data/demo/{name}: differs from what scripts/make_demo.py makes; run it and commit the result")
    for name in extra:
        print(f"data/demo/exports/{name}: not made by scripts/make_demo.py")
    return 1 if stale or extra else 0


if __name__ == "__main__":
    sys.exit(main())
