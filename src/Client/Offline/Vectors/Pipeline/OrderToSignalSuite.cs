using System.Text.Json.Nodes;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;

namespace SqueezeFlow.Client.Offline.Vectors.Pipeline;

/// <summary>Orders of the strategy with the message each must become.</summary>
internal sealed class OrderToSignalSuite : IVectorSuite
{
    /// <summary>Fields of the message that the vectors leave out.</summary>
    private static readonly HashSet<string> Unrecorded = new(StringComparer.Ordinal)
    {
        "signal_id", "timestamp", "schema", "spot_cvd", "futures_cvd",
    };

    public bool Handles(string name, VectorRow first) => first.Has("order") && first.Has("expected_signal");

    public IEnumerable<VectorVerdict> VerdictsOf(VectorRow row) => [VectorVerdict.Both];

    public void Judge(VectorRow row, VectorVerdict verdict, MismatchList mismatches) =>
        mismatches.Compare(
            "", row.GetObject("expected_signal").Json, JsonNode.Parse(SignalMessage.Write(Map(row))), Unrecorded.Contains);

    private static Signal Map(VectorRow row)
    {
        var order = row.GetObject("order");
        var coin = row.GetText("base_symbol");
        var price = order.GetNumber("price");
        var confidence = order.GetNumber("confidence");
        var reasoning = order.GetText("reasoning");
        if (order.GetText("signal_type") == "EXIT")
        {
            return SignalMapping.Close(coin, price, confidence, reasoning, 0);
        }

        var side = order.GetText("side") == "BUY" ? PositionSide.Long : PositionSide.Short;
        return SignalMapping.Entry(coin, side, price, row.GetOptionalNumber("total_score"), confidence, reasoning, 0);
    }
}
