using System.Globalization;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Silo.Commands.Running;

namespace SqueezeFlow.Silo.Commands.Demo;

/// <summary>One line that says how far a demo is, on a terminal only.</summary>
internal sealed class DemoProgress(TextWriter error, TimeProvider clock) : IDisposable
{
    /// <summary>Between two looks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ErrorScreen? _screen = error as ErrorScreen;
    private readonly long _began = clock.GetTimestamp();

    /// <summary>Shows where the demo stands.</summary>
    public void Show(long marketUnixMs, IReadOnlyList<FeedView> feeds, long signals)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(marketUnixMs);
        _screen?.Show(
            Text($"{clock.GetElapsedTime(_began).TotalSeconds:N0} s"),
            Text($"market {at:yyyy-MM-dd HH:mm:ss}"),
            Text($"trades {feeds.Sum(feed => feed.Trades):N0} ({feeds.Sum(feed => feed.TradesPerSecond):N0}/s)"),
            Text($"signals {signals:N0}"));
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose() => _screen?.Show();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
