using System.Diagnostics.Metrics;

namespace SqueezeFlow.Grains.Routing;

internal static class RouterMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Router");

    public static readonly Counter<long> FailedCalls = Meter.CreateCounter<long>("router.failed_calls", "{call}", "Batches that a symbol grain did not take at once.");
    public static readonly Counter<long> Left = Meter.CreateCounter<long>("router.left_trades", "{trade}", "Trades that a stop left behind because a symbol grain did not take them in time.");
    public static readonly UpDownCounter<long> Kept = Meter.CreateUpDownCounter<long>("router.kept_trades", "{trade}", "Trades kept until they are stored for all silos.");
    public static readonly Counter<long> LetGo = Meter.CreateCounter<long>("router.let_go_trades", "{trade}", "Trades let go before they were stored for all silos, for want of room.");
    public static readonly Counter<long> Repeated = Meter.CreateCounter<long>("router.repeated_batches", "{batch}", "Batches handed over once more to a symbol that moved or came back.");
}
