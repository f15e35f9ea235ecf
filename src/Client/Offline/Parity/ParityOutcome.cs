using SqueezeFlow.Core.Backtest.Parity;
using SqueezeFlow.Core.Shadowing;

namespace SqueezeFlow.Client.Offline.Parity;

/// <summary>A replayed day.</summary>
/// <param name="Reports">What came of each symbol.</param>
/// <param name="Shadows">What came of each shadow of each symbol; none when they were not asked for.</param>
internal sealed record ParityOutcome(IReadOnlyList<ParityReport> Reports, IReadOnlyList<ShadowMatch> Shadows)
{
    /// <summary>Differences.</summary>
    public int Differences => Reports.Sum(report => report.Differences.Count);

    /// <summary>Differences that nothing on record explains.</summary>
    public int Unexplained => Reports.Sum(report => report.Differences.Count(difference => !difference.IsExplained));

    /// <summary>Shadows that have traded otherwise than the back-test.</summary>
    public IReadOnlyList<ShadowMatch> OtherShadows => [.. Shadows.Where(shadow => shadow.Words is not null)];
}
