using System.Globalization;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Silo.Commands;

/// <summary>One line that says how far a demo is, on a terminal only.</summary>
internal sealed class DemoProgress(TextWriter error, TimeProvider clock) : IDisposable
{
    /// <summary>Between two looks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly bool _isTerminal = error == Console.Error && !Console.IsErrorRedirected;
    private readonly long _began = clock.GetTimestamp();
    private int _width;

    /// <summary>Shows where the demo stands.</summary>
    public void Show(long marketUnixMs, IReadOnlyList<FeedView> feeds, long signals)
    {
        if (!_isTerminal)
        {
            return;
        }

        var at = DateTimeOffset.FromUnixTimeMilliseconds(marketUnixMs);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{clock.GetElapsedTime(_began).TotalSeconds,5:N0} s  market {at:yyyy-MM-dd HH:mm:ss}  trades {feeds.Sum(feed => feed.Trades):N0} ({feeds.Sum(feed => feed.TradesPerSecond):N0}/s)  signals {signals}");
        error.Write('\r' + text.PadRight(_width));
        _width = text.Length;
    }

    /// <summary>Leaves the line.</summary>
    public void Dispose()
    {
        if (_width > 0)
        {
            error.WriteLine();
        }
    }
}
