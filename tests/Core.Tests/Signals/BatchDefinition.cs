using static SqueezeFlow.Core.Tests.Signals.BatchMath;

namespace SqueezeFlow.Core.Tests.Signals;

/// <summary>Phases 1 to 4 of the Corrected profile over whole arrays, straight from the specification.</summary>
internal sealed class BatchDefinition(BatchColumns x)
{
    public string Bias { get; private set; } = "Neutral";

    public string Pattern { get; private set; } = "Balanced";

    public string Setup { get; private set; } = "NoSetup";

    public bool HasDivergence { get; private set; }

    public bool ResetDetected { get; private set; }

    /// <summary>Numbers by name.</summary>
    public Dictionary<string, double> Numbers { get; } = [];

    public void Run()
    {
        Phase1();
        Phase2();
        var k = Convergence();
        var m3 = Momentum([5, 10, 15], signed: false);
        var m4 = Momentum([5, 15, 30], signed: false);
        Phase3(k, m3, m4);
        Numbers["total"] = HasDivergence ? Phase4(k.Strength, m3.Exhausted) : 0;
    }

    private void Phase1()
    {
        var lb = Math.Max(10, Math.Min(100, x.N / 2));
        lb = lb >= x.N ? Math.Max(2, x.N - 1) : lb;
        if (lb >= 10)
        {
            double a = Math.Abs(Delta(x.S, lb)), b = Math.Abs(Delta(x.F, lb));
            Numbers["dominance"] = a + b == 0 ? 0.5 : a / (a + b);
        }

        var tl = Math.Max(5, Math.Min(50, x.N / 2));
        var p = Momentum([tl], signed: true).Score;
        var rd = Last(x.D, Math.Min(20, x.N)).Average();
        Numbers["recentDivergence"] = rd;
        double s = Delta(x.S, tl), f = Delta(x.F, tl);
        Bias = p > 0.01 && s > f && rd > 0 ? "Bullish" : p < -0.01 && f > s && rd < 0 ? "Bearish" : "Neutral";
    }

    private void Phase2()
    {
        var m = Momentum([10], signed: true).Score;
        var movement = Math.Abs(m) < 0.01 ? 0 : m > 0.01 ? 1 : -1;
        var lb = Math.Max(1, Math.Min(10, x.N - 1));
        double ds = Delta(x.S, lb), df = Delta(x.F, lb);
        var ts = Math.Min(1e6, 0.05 * Last(x.TurnoverS, lb).Sum());
        var tf = Math.Min(1e6, 0.05 * Last(x.TurnoverF, lb).Sum());
        Numbers["spotChange"] = ds;
        Numbers["spotThreshold"] = ts;
        Pattern = !(Math.Abs(ds) > ts || Math.Abs(df) > tf) ? "Balanced"
            : ds > ts && df < -tf ? "SpotUpFuturesDown"
            : ds < -ts && df > tf ? "SpotDownFuturesUp"
            : ds > 0 && df > 0 ? ds > 1.5 * df ? "SpotLeadingUp" : df > 1.5 * ds ? "FuturesLeadingUp" : "BothUpBalanced"
            : ds < 0 && df < 0 ? -ds > -1.5 * df ? "SpotLeadingDown" : -df > -1.5 * ds ? "FuturesLeadingDown" : "BothDownBalanced"
            : "Balanced";
        var opposite = Pattern is "SpotUpFuturesDown" or "SpotDownFuturesUp";
        Setup = SetupOf(movement, opposite);
        HasDivergence = IsSignificant() && opposite && Setup != "NoSetup";
    }

    private string SetupOf(int movement, bool opposite)
    {
        if (opposite)
        {
            return Pattern == "SpotUpFuturesDown" && movement >= 0 ? "LongSetup"
                : Pattern == "SpotDownFuturesUp" && movement <= 0 ? "ShortSetup"
                : "NoSetup";
        }

        var (s, f) = Pattern switch
        {
            "SpotLeadingUp" => (1.0, 0.5),
            "FuturesLeadingUp" => (0.5, 1),
            "BothUpBalanced" => (1, 1),
            "SpotLeadingDown" => (-1, -0.5),
            "FuturesLeadingDown" => (-0.5, -1),
            "BothDownBalanced" => (-1, -1),
            _ => (0, 0),
        };
        return s > 0 && movement >= 0 && Bias != "Bearish" ? "LongSetup"
            : s < 0 && movement <= 0 && Bias != "Bullish" ? "ShortSetup"
            : Bias == "Bullish" && movement >= 0 ? "LongSetup"
            : Bias == "Bearish" && movement <= 0 ? "ShortSetup"
            : Math.Abs(s) > Math.Abs(f) && s > 0 ? "LongSetup"
            : Math.Abs(f) > Math.Abs(s) && f < 0 ? "ShortSetup"
            : "NoSetup";
    }

    private bool IsSignificant()
    {
        var vl = Math.Min(20, x.N - 1);
        var r = x.D[^(vl + 1)..^1].Select(Math.Abs).ToArray();
        var c0 = Math.Abs(x.D[^1]);
        var multiplier = r.Average() <= 0 ? 0 : c0 / r.Average();
        var zv = PopulationDeviation(r) == 0 ? 0 : (c0 - r.Average()) / PopulationDeviation(r);
        Numbers["multiplier"] = multiplier;
        Numbers["zv"] = zv;
        return (multiplier >= 1.5 || c0 > 1.2 * r.Max() || Math.Abs(zv) > 1) && !(c0 < 0.5 * r.Average());
    }

    private (bool Converging, double Rate, double Strength) Convergence()
    {
        var y = Last(x.D, Math.Max(3, Math.Min(10, x.N / 2))).Select(Math.Abs).ToArray();
        var rate = -Slope(y);
        var strength = y[0] == 0 ? 0 : (y[0] - y[^1]) / y[0];
        Numbers["rate"] = rate;
        return (rate > 0 && strength > 0.2, rate, Math.Max(0, strength));
    }

    private (double Score, bool Decelerates, bool Exhausted, string Trend) Momentum(int[] periods, bool signed)
    {
        if (x.N < 5)
        {
            return (0, false, false, "Unknown");
        }

        var fitted = periods.Where(p => x.N > p).ToArray();
        double Move(int p) => (x.C[^1] - x.C[^(p + 1)]) / x.C[^(p + 1)];
        var score = fitted.Length == 0 ? 0 : fitted.Average(p => signed ? Move(p) : Math.Abs(Move(p)));
        var votes = fitted.Count(p =>
        {
            var k = (int)Math.Ceiling(p / 3.0);
            return Math.Abs(Move(p)) / p > 1.2 * Math.Abs(Move(k)) / k;
        });
        var decelerates = fitted.Length > 0 && (double)votes / fitted.Length > 0.5;
        var ranges = x.H.Zip(x.L, (h, l) => Math.Max(h - l, 0)).ToArray();
        var stagnant = x.N > 20 && ranges[..^20].Average() > 0 && ranges[^20..].Average() < 0.5 * ranges[..^20].Average();
        var trend = fitted.Length == 0 ? "Unknown" : Math.Abs(score) > 0.02 ? "Strong" : Math.Abs(score) > 0.005 ? "Moderate" : "Weak";
        return (score, decelerates, decelerates || stagnant, trend);
    }

    private void Phase3(
        (bool Converging, double Rate, double Strength) k,
        (double Score, bool Decelerates, bool Exhausted, string Trend) m3,
        (double Score, bool Decelerates, bool Exhausted, string Trend) m4)
    {
        var a = (k.Converging && k.Strength > 0.05) || (m3.Exhausted && k.Strength > 0.02) || (m3.Decelerates && k.Rate > 0);
        var cs = x.N >= 5 && Math.Abs(x.D[^1]) > 1.5 * x.D[^5..^1].Average(Math.Abs);
        var vs = !m4.Exhausted && m4.Trend == "Strong";
        var b = (vs && (m4.Score > 0.03 || cs)) || m4.Score > 0.02;
        ResetDetected = a || b;
        Numbers["resetLow"] = Last(x.L, Math.Min(10, x.N)).Min();
        Numbers["resetHigh"] = Last(x.H, Math.Min(10, x.N)).Max();
    }

    private double Phase4(double strength, bool exhausted)
    {
        var score = new BatchScore(x, Setup == "LongSetup" ? 1 : -1);
        var bonus = ResetDetected ? 1.2 : 1;
        var favoured = Setup == "LongSetup" ? "Bullish" : "Bearish";
        var total = bonus * (score.Deceleration(strength, exhausted) + score.Absorption() + score.FailedBreakdown() +
            score.Directional(Bias == "Neutral" ? 0.1 : Bias == favoured ? 0.2 : 0));
        return Math.Clamp(total, 0, 10);
    }
}
