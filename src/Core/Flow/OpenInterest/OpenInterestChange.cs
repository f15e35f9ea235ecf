namespace SqueezeFlow.Core.Flow.OpenInterest;

/// <summary>How open interest moved over the last periods.</summary>
/// <param name="Current">Newest value, USD; 0 when it is missing.</param>
/// <param name="ChangePercent">Move in percent of the value it is compared with; 0 when that is not above zero.</param>
/// <param name="ChangeUsd">Move, USD.</param>
/// <param name="IsRising">Whether <paramref name="ChangePercent"/> is above zero.</param>
/// <param name="ExceedsThreshold">Whether <paramref name="ChangePercent"/> is at least <see cref="ThresholdPercent"/>.</param>
public readonly record struct OpenInterestChange(
    double Current, double ChangePercent, double ChangeUsd, bool IsRising, bool ExceedsThreshold)
{
    /// <summary>Periods looked back: two hours of 5-minute values.</summary>
    public const int DefaultPeriods = 24;

    /// <summary>Rise that confirms a squeeze, percent.</summary>
    public const double ThresholdPercent = 5;

    /// <summary>
    /// Compares the newest value with the one <paramref name="periods"/> earlier, or with the oldest when there are fewer;
    /// all zero when there are fewer than two.
    /// </summary>
    /// <param name="newestFirst">Values in USD, newest first; NaN where one is missing.</param>
    /// <param name="periods">Periods to look back, at least 1.</param>
    public static OpenInterestChange Over(ReadOnlySpan<double> newestFirst, int periods = DefaultPeriods)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(periods, 1);
        if (newestFirst.Length < 2)
        {
            return default;
        }

        var current = OrZero(newestFirst[0]);
        var past = OrZero(newestFirst[Math.Min(periods, newestFirst.Length - 1)]);
        var change = current - past;
        var percent = past > 0 ? 100 * change / past : 0;
        return new(current, percent, change, percent > 0, percent >= ThresholdPercent);
    }

    private static double OrZero(double value) => double.IsNaN(value) ? 0 : value;
}
