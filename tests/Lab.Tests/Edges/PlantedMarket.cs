using SqueezeFlow.Core.Bars;
using SqueezeFlow.Lab.Numerics;

namespace SqueezeFlow.Lab.Tests.Edges;

/// <summary>
/// A market that wanders at random, in which squeezes are planted: for some bars spot is bought and perpetuals are sold while the price
/// stands still (or the other way round), the flow dies down, and then the price runs, until spot turns.
/// </summary>
internal sealed class PlantedMarket(ulong seed)
{
    public const long Start = 1_735_689_600_000;
    public static readonly Timeframe Timeframe = Timeframe.M15;

    private const int Gathering = 12;
    private const int Waiting = 4;
    private const int Running = 16;
    private const int Turning = 12;
    private const int Episode = Gathering + Waiting + Running + Turning;
    private const double Turnover = 1e6;
    private readonly RandomSource _random = new(seed);

    /// <summary>Share by which the price runs in a squeeze; 0 plants the flow alone.</summary>
    public double Run { get; init; } = 0.02;

    /// <summary>How many of the squeezes run; in the others the price stands still.</summary>
    public double Kept { get; init; } = 2.0 / 3;

    public SymbolBar[] Make(int bars)
    {
        var made = new SymbolBar[bars];
        double price = 100;
        var (phase, side, quiet, run) = (-1, 1, 20, 0.0);
        for (var i = 0; i < bars; i++)
        {
            if (phase < 0 && quiet-- <= 0)
            {
                (phase, side) = (0, _random.Next() < 0.5 ? 1 : -1);
                run = _random.Next() < Kept ? Run : 0;
            }

            made[i] = Bar(i, ref price, phase, side, run);
            phase = phase < 0 ? phase : phase + 1;
            if (phase == Episode)
            {
                (phase, quiet) = (-1, 5 + _random.Next(30));
            }
        }

        return made;
    }

    private SymbolBar Bar(int number, ref double price, int phase, int side, double run)
    {
        var (spot, perp, drift, lean) = phase switch
        {
            < 0 => (0.0, 0.0, 0.0, 0.0),
            < Gathering => (0.35 * side, -0.35 * side, 0, 0),
            < Gathering + Waiting => (0.05 * side, -0.05 * side, run / Running / 4 * side, 0.6 * side),
            < Gathering + Waiting + Running => (0.15 * side, 0.25 * side, run / Running * side, 0.5 * side),
            _ => (-0.25 * side, -0.25 * side, 0, 0),
        };
        var open = price;
        price *= 1 + drift + (0.0015 * _random.NextNormal());
        var (high, low) = (Math.Max(open, price), Math.Min(open, price));
        high *= 1 + (0.001 * _random.Next() * (1 - Math.Max(lean, 0)));
        low *= 1 - (0.001 * _random.Next() * (1 - Math.Max(-lean, 0)));
        var (spotBuy, spotSell) = Flow(spot);
        var (perpBuy, perpSell) = Flow(perp);
        return new(
            Start + (number * Timeframe.Milliseconds), open, high, low, price,
            spotBuy + spotSell + perpBuy + perpSell, spotBuy, spotSell, perpBuy, perpSell);
    }

    private (double Buy, double Sell) Flow(double lean)
    {
        var turnover = Turnover * (0.7 + (0.6 * _random.Next()));
        var share = Math.Clamp(0.5 + (lean / 2) + (0.03 * _random.NextNormal()), 0.02, 0.98);
        return (turnover * share, turnover * (1 - share));
    }
}
