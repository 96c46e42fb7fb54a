#!/usr/bin/env python3
"""Reference values for tests/unit/models/stats, from implementations that share no code with ours.

  make_stat_fixtures.py OUT_DIR        (OUT_DIR = tests/fixtures/stats; needs numpy, scipy, statsmodels)

Writes tab-separated files whose first lines (#) say which package and version made them. Numbers are printed with 12
significant digits; the data are drawn from a fixed seed, so that a second run with the same versions gives equal files.
"""
import os
import sys

import numpy as np
import scipy
import scipy.optimize
import scipy.stats
import statsmodels
from statsmodels.miscmodels.ordinal_model import OrderedModel
from statsmodels.regression.linear_model import OLS
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

MASK = (1 << 64) - 1


def write(folder, name, source, header, rows):
    with open(os.path.join(folder, name), "w", encoding="utf8") as f:
        f.write(f"# made by scripts/make_stat_fixtures.py; {source}\n")
        f.write("\t".join(header) + "\n")
        for row in rows:
            f.write("\t".join(format(x, ".12g") if isinstance(x, float) else str(x) for x in row) + "\n")


def splitmix64(state):
    """Vigna's reference: returns (state, number)."""
    state = (state + 0x9E3779B97F4A7C15) & MASK
    z = state
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return state, z ^ (z >> 31)


def xoshiro256starstar(s, count):
    """Blackman and Vigna's reference, from a list of four words."""
    rotl = lambda x, k: ((x << k) | (x >> (64 - k))) & MASK
    out = []
    for _ in range(count):
        out.append((rotl((s[1] * 5) & MASK, 7) * 9) & MASK)
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)
    return out


def rng_rows():
    # Published vectors keep this Python honest: xoshiro256** from state 1,2,3,4 and splitmix64 from 1234567.
    assert xoshiro256starstar([1, 2, 3, 4], 4) == [11520, 0, 1509978240, 1215971899390074240]
    assert splitmix64(1234567)[1] == 6457827717110365317
    rows = []
    for seed, stream in ((1, 0), (1, 1), (42, 7), (MASK, 2)):
        state = seed if stream == 0 else seed ^ splitmix64(stream)[1]
        words = []
        for _ in range(4):
            state, z = splitmix64(state)
            words.append(z)
        rows += [(seed, stream, i, x) for i, x in enumerate(xoshiro256starstar(words, 4))]
    return rows


def proportion_rows():
    for successes, trials in ((0, 1), (1, 1), (0, 12), (12, 12), (3, 17), (5, 40), (117, 950), (949, 950)):
        for level in (0.90, 0.95):
            for method, name in (("agresti_coull", "agresti_coull"), ("wilson", "wilson")):
                low, high = proportion_confint(successes, trials, alpha=1 - level, method=name)
                yield method, successes, trials, level, max(0.0, float(low)), min(1.0, float(high))


def equal_shares_rows():
    for a, n, b, m in ((0, 20, 5, 20), (3, 40, 3, 40), (12, 300, 31, 320), (0, 15, 0, 30), (7, 7, 2, 9), (40, 900, 61, 400)):
        d = scipy.stats.hypergeom(n + m, a + b, n)
        half = 0.5 * d.pmf(a)
        yield a, n, b, m, float(min(1.0, 2 * min(d.cdf(a - 1) + half, d.sf(a) + half)))


def beta_rows():
    for alpha, beta in ((0.5, 0.5), (1.0, 1.0), (3.5, 14.5), (0.5, 20.5), (61.0, 240.0)):
        for level in (0.90, 0.95):
            d = scipy.stats.beta(alpha, beta)
            yield alpha, beta, level, float(d.mean()), float(d.ppf((1 - level) / 2)), float(d.ppf((1 + level) / 2))


def quantile_rows():
    for p in (0.005, 0.025, 0.2, 0.5, 0.95, 0.975, 0.9999):
        yield "normal", p, 0.0, float(scipy.stats.norm.ppf(p))
        for df in (1.0, 2.7, 9.0, 41.5, 1e6):
            yield "student_t", p, df, float(scipy.stats.t.ppf(p, df))
    for z in (0.0, 0.3, -1.3907, 1.959963984540054, 5.0, 9.0):
        yield "two_sided_p", z, 0.0, float(2 * scipy.stats.norm.sf(abs(z)))


def testing_rows():
    rng = np.random.default_rng(1)
    cases = [[0.01, 0.04, 0.03, 0.005], [0.5], [0.2, 0.2, 0.2], [1.0, 0.0, 0.9, 0.001, 0.049],
             [float(x) for x in rng.uniform(size=25) ** 2]]
    for case, p in enumerate(cases):
        for x, q in zip(p, multipletests(p, method="fdr_bh")[1]):
            yield case, float(x), float(q)


def survey(n=400, k=6):
    """Correlated 0/1 themes and a -1/0/+1 value that follows some of them."""
    rng = np.random.default_rng(20)
    common = rng.normal(size=n)
    x = np.column_stack([(0.7 * common * (j < 3) + rng.normal(size=n) > t).astype(float)
                         for j, t in enumerate([0.6, 0.9, 1.1, 1.0, 1.5, 0.3])])
    latent = 0.7 + x @ np.array([-1.4, -0.5, 0.0, 0.9, -2.0, 0.1]) + rng.logistic(size=n)
    return x, np.where(latent > 0.9, 1, np.where(latent < -0.4, -1, 0))


def ridge(x, y, penalty):
    xc, yc = x - x.mean(0), y - y.mean()
    b = np.linalg.solve(xc.T @ xc + penalty * np.eye(x.shape[1]), xc.T @ yc)
    a = y.mean() - x.mean(0) @ b
    return a, b, 1 - ((y - a - x @ b) ** 2).sum() / (yc ** 2).sum()


def ordinal_log_likelihood(thresholds, b, x, y):
    cdf = lambda t: 1 / (1 + np.exp(-t))
    eta = x @ b
    low, high = cdf(thresholds[0] - eta), cdf(thresholds[1] - eta)
    return np.log(np.where(y < 0, low, np.where(y > 0, 1 - high, high - low))).sum()


def ordinal(x, y, penalty):
    """Penalised maximum by a general-purpose optimiser (BFGS on our own likelihood)."""
    def objective(p):
        return -ordinal_log_likelihood([p[0], p[0] + np.exp(p[1])], p[2:], x, y) + penalty / 2 * (p[2:] ** 2).sum()
    best = scipy.optimize.minimize(objective, np.r_[-1.0, 0.0, np.zeros(x.shape[1])], method="BFGS",
                                   options={"gtol": 1e-9})
    t = [best.x[0], best.x[0] + np.exp(best.x[1])]
    return t, best.x[2:], ordinal_log_likelihood(t, best.x[2:], x, y)


def average_effects(t, b, x):
    cdf = lambda v: 1 / (1 + np.exp(-v))
    out = []
    for j in range(x.shape[1]):
        score = []
        for v in (0.0, 1.0):
            xv = x.copy()
            xv[:, j] = v
            eta = xv @ b
            score.append((1 - cdf(t[1] - eta)) - cdf(t[0] - eta))
        out.append(float((score[1] - score[0]).mean()))
    return out


def relative_weights(x, y):
    """Johnson (2000) as defined: regress y, and every predictor, on the closest orthogonal variables (by SVD)."""
    standard = lambda v: (v - v.mean(0)) / np.sqrt(((v - v.mean(0)) ** 2).sum(0))
    zx, zy = standard(x), standard(y)
    left, _, right = np.linalg.svd(zx, full_matrices=False)
    orthogonal = left @ right
    beta = OLS(zy, orthogonal).fit().params
    paths = np.array([OLS(zx[:, j], orthogonal).fit().params for j in range(x.shape[1])])
    return (paths ** 2) @ (beta ** 2), float(OLS(y, np.column_stack([np.ones(len(y)), x])).fit().rsquared)


def regression_rows(x, y):
    for penalty in (1e-9, 1.0, 25.0):
        a, b, r2 = ridge(x, y.astype(float), penalty)
        yield "ridge", penalty, "intercept", 0, float(a)
        yield "ridge", penalty, "r_squared", 0, float(r2)
        for j, v in enumerate(b):
            yield "ridge", penalty, "coefficient", j, float(v)
    model = OrderedModel(y, x, distr="logit").fit(method="bfgs", disp=False, gtol=1e-10)
    k = x.shape[1]
    thresholds = [float(model.params[k]), float(model.params[k] + np.exp(model.params[k + 1]))]
    fits = [(0.0, thresholds, model.params[:k], float(model.llf))]
    fits += [(penalty, *ordinal(x, y, penalty)) for penalty in (1.0, 25.0)]
    for penalty, t, b, ll in fits:
        yield "ordinal", penalty, "threshold", 0, float(t[0])
        yield "ordinal", penalty, "threshold", 1, float(t[1])
        yield "ordinal", penalty, "log_likelihood", 0, float(ll)
        for j, v in enumerate(b):
            yield "ordinal", penalty, "coefficient", j, float(v)
        for j, v in enumerate(average_effects(t, np.asarray(b), x)):
            yield "ordinal", penalty, "average_effect", j, v
    weights, r2 = relative_weights(x, y.astype(float))
    yield "relative_weights", 0.0, "r_squared", 0, r2
    for j, v in enumerate(weights):
        yield "relative_weights", 0.0, "weight", j, float(v)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    np_, sp, sm = f"numpy {np.__version__}", f"scipy {scipy.__version__}", f"statsmodels {statsmodels.__version__}"
    write(folder, "rng.tsv", "Blackman and Vigna's reference algorithms in Python integers",
          ["seed", "stream", "index", "value"], rng_rows())
    write(folder, "quantiles.tsv", sp, ["function", "argument", "degrees_of_freedom", "value"], quantile_rows())
    write(folder, "proportion.tsv", f"{sm} proportion_confint, clipped to 0..1",
          ["method", "successes", "trials", "level", "low", "high"], proportion_rows())
    write(folder, "equal_shares.tsv", f"{sp} hypergeom", ["first", "first_trials", "second", "second_trials", "mid_p"],
          equal_shares_rows())
    write(folder, "beta.tsv", sp, ["alpha", "beta", "level", "mean", "low", "high"], beta_rows())
    write(folder, "multiple_testing.tsv", f"{sm} multipletests(fdr_bh)", ["case", "p", "q"], testing_rows())
    x, y = survey()
    write(folder, "survey.tsv", f"{np_}, default_rng(20): made-up themes and values",
          ["value"] + [f"theme_{j}" for j in range(x.shape[1])],
          ([int(v)] + [int(t) for t in row] for v, row in zip(y, x)))
    write(folder, "regression.tsv",
          f"{np_}, {sp} (BFGS), {sm} OrderedModel (penalty 0) and OLS (relative weights), on survey.tsv",
          ["model", "penalty", "what", "index", "value"], regression_rows(x, y))


if __name__ == "__main__":
    main()
