using SqueezeFlow.Client.Offline.Backtests.Files;

namespace SqueezeFlow.Client.Offline.Backtests;

/// <summary>Two-hour changes of recorded open interest. A zero is a hole in the record, not a collapse.</summary>
internal sealed class OpenInterestChanges(OpenInterestFile file)
{
    private const long StepSeconds = 300;
    private const long SpanSeconds = 24 * StepSeconds;
    private readonly List<(long Seconds, double Usd)> _rows = [.. file.Rows.Where(row => row.Usd > 0)];

    /// <summary>Times asked.</summary>
    public int Asked { get; private set; }

    /// <summary>Times that a change was known.</summary>
    public int Known { get; private set; }

    /// <summary>Change over the two hours before a moment, percent; null when either end is unknown.</summary>
    public double? At(long unixMs)
    {
        Asked++;
        if (Before(unixMs / 1000) is not { } current || Before((unixMs / 1000) - SpanSeconds) is not { } past)
        {
            return null;
        }

        Known++;
        return 100 * (current - past) / past;
    }

    // The newest row at or before a moment, as long as it is not older than half an hour.
    private double? Before(long seconds)
    {
        var index = _rows.BinarySearch((seconds, double.MaxValue));
        index = index >= 0 ? index : ~index - 1;
        return index >= 0 && seconds - _rows[index].Seconds <= 6 * StepSeconds ? _rows[index].Usd : null;
    }
}
