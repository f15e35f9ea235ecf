using SqueezeFlow.Simulation.Worlds.Randomness;

namespace SqueezeFlow.Simulation.Worlds.Squeezes;

/// <summary>
/// When a coin is squeezed, and what that does to flow and price. Spot and perpetuals lean against each other for days
/// (a slow tide that turns once a week or so); a squeeze undoes a good third of the lean in a quarter of an hour, holds,
/// and turns back.
/// </summary>
/// <remarks>
/// Squeezes of all coins start one after another, <see cref="Spacing"/> bars apart, so that at most two positions
/// opened on them overlap. Everything is in closed form of time.
/// </remarks>
internal sealed class SqueezeSchedule
{
    /// <summary>Length of a squeeze, bars.</summary>
    public const int Length = 8;

    private const long BarMs = 300_000;
    private const int FirstBar = 1;
    private const int Spacing = 3;
    private const int FewestPlaces = 8;
    private const double FullLean = 3.79;
    private const double FlowAtHeight = 1.59;
    private const double LookbackDays = 2;
    private const double DayMs = 86_400_000;

    // Knots at bars 0, 1, 2, 3, 5, 6, 7, 8: flow in quiet five-minute turnovers, price as a relative move.
    private static readonly double[] Bars = [0, 1, 2, 3, 5, 6, 7, 8];
    private static readonly double[] Flow = [0, 0.15, 0.75, 1.35, 1.59, 0.55, 0.19, 0];
    private static readonly double[] Move = [0, 0.0025, 0.0050, 0.0075, 0.0145, 0.0120, 0.0060, 0];
    private static readonly double[] SqueezeActivity = [1.4, 1.9, 1.9, 1.4, 1.4, 2.2, 1.4, 1.0];

    private readonly ulong _seed;
    private readonly int _place;
    private readonly long _places;
    private readonly double _tideDays;
    private readonly double _tidePhase;

    /// <summary>Schedule of the coin that comes at <paramref name="place"/> in the order of <paramref name="coins"/> coins.</summary>
    public SqueezeSchedule(ulong seed, int place, int coins, bool isLongFirst)
    {
        _seed = seed;
        _place = place;
        _places = Math.Max(coins, FewestPlaces);
        _tideDays = 14 + (4 * Mix.Unit(Mix.Hash(seed, -7)));

        // By the world's start the tide has run one way for at least the strategy's look-back.
        var sinceTurn = LookbackDays + 0.1 + (2 * Mix.Unit(Mix.Hash(seed, -8)));
        _tidePhase = (isLongFirst ? 0.0 : 0.5) + (sinceTurn / _tideDays);
    }

    /// <summary>Which part of a squeeze a time falls in.</summary>
    public SqueezePhase At(long unixMs)
    {
        var first = (long)(FirstBar + (Spacing * _place)) * BarMs;
        var since = unixMs - World.StartUnixMs - first;
        if (since < 0)
        {
            return SqueezePhase.None;
        }

        var period = Spacing * _places * BarMs;
        var round = since / period;
        var within = since - (round * period);
        if (within > Length * BarMs)
        {
            return SqueezePhase.None;
        }

        var lean = LeanAt(unixMs - within);
        var scale = Math.Abs(lean) / FullLean;
        return scale < 0.7
            ? SqueezePhase.None
            : new(within / (double)BarMs, lean < 0 ? 1 : -1, scale * (1 + (0.06 * Mix.Signed(_seed, round))));
    }

    /// <summary>Running flow of spot minus start, in quiet five-minute turnovers of the market; perpetuals have the opposite sign.</summary>
    public double FlowSum(long unixMs)
    {
        var phase = At(unixMs);
        return Tide(unixMs) + (phase.IsActive ? phase.Direction * phase.Strength * Between(Flow, phase.Bars) : 0);
    }

    /// <summary>How full the losing side of a squeeze is: 0 outside, about 1 at its height.</summary>
    public double Crowding(long unixMs)
    {
        var phase = At(unixMs);
        return phase.IsActive ? phase.Strength * Between(Flow, phase.Bars) / FlowAtHeight : 0;
    }

    /// <summary>Relative move of the price.</summary>
    public double PriceMove(long unixMs)
    {
        var phase = At(unixMs);
        return phase.IsActive ? phase.Direction * phase.Strength * Between(Move, phase.Bars) : 0;
    }

    /// <summary>How much busier than usual the market is; 1 outside.</summary>
    public double Activity(long unixMs)
    {
        var phase = At(unixMs);
        return phase.IsActive ? SqueezeActivity[Segment(phase.Bars)] : 1;
    }

    // How far spot has run ahead of (or fallen behind) the perpetuals within the look-back.
    private double LeanAt(long unixMs) => Tide(unixMs) - Tide(unixMs - (long)(LookbackDays * DayMs));

    // Falls for half its length and rises for the other half, always at the same pace.
    private double Tide(long unixMs)
    {
        var turns = ((unixMs - World.StartUnixMs) / DayMs / _tideDays) + _tidePhase;
        var u = (2 * (turns - Math.Floor(turns))) - 1;
        return FullLean / LookbackDays * _tideDays / 4 * ((2 * Math.Abs(u)) - 1);
    }

    private static double Between(double[] values, double bars)
    {
        var i = Segment(bars);
        return i == Bars.Length - 1
            ? values[i]
            : values[i] + ((values[i + 1] - values[i]) * (bars - Bars[i]) / (Bars[i + 1] - Bars[i]));
    }

    private static int Segment(double bars)
    {
        var i = Bars.Length - 1;
        while (i > 0 && bars < Bars[i])
        {
            i--;
        }

        return i;
    }
}
