using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Lab.Tests.Leaks;

/// <summary>The recorded months of which spot and perpetual are there.</summary>
internal static class SharedMonths
{
    public static TheoryData<string, string, string> All => new()
    {
        { "AVAXUSDT_15m_2025", "AVAXUSDT_1m_2025-02", "15m" },
        { "DOTUSDT_15m_2025", "DOTUSDT_1m_2025-11", "15m" },
        { "AVAXUSDT_30m_2024-02", "AVAXUSDT_1m_2024-02", "30m" },
        { "DOTUSDT_30m_2024-11", "DOTUSDT_1m_2024-11", "30m" },
        { "AVAXUSDT_1h_2023-02", "AVAXUSDT_1m_2023-02", "1h" },
        { "AVAXUSDT_1h_2023-09", "AVAXUSDT_1m_2023-09", "1h" },
        { "LINKUSDT_1h_2023-02", "LINKUSDT_1m_2023-02", "1h" },
    };

    public static SymbolBar[] Read(string spot, string perp, string timeframe)
    {
        var spotFile = SharedData.Require("data", "bars", $"spot_{timeframe}", $"BINANCE_{spot}.csv.gz");
        var perpFile = SharedData.Require("data", "bars", "perp_1m", $"BINANCE_FUTURES_{perp}.csv.gz");
        var asked = new PairBacktest(spotFile, perpFile, perp, Timeframe.Parse(timeframe), StrategyParameters.Corrected, 10_000);
        return [.. asked.Read().Series.Bars];
    }
}
