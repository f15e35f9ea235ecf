namespace SqueezeFlow.Core.Backtest.Costs;

/// <summary>Hands out funding payments as time goes on.</summary>
internal sealed class FundingClock(IReadOnlyList<FundingRate> rates)
{
    private int _next;

    /// <summary>Sum of the rates that are due up to a moment and were not handed out yet, the moment included.</summary>
    public double Take(long unixMs)
    {
        var sum = 0.0;
        for (; _next < rates.Count && rates[_next].UnixMs <= unixMs; _next++)
        {
            sum += rates[_next].Rate;
        }

        return sum;
    }
}
