using System.Text.Json.Nodes;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Phases.Exits;
using static SqueezeFlow.Client.Offline.Vectors.Suites.SnakeCase;

namespace SqueezeFlow.Client.Offline.Vectors.Suites;

/// <summary>One evaluation with an open position: files <c>exits*</c>.</summary>
internal sealed class ExitSuite(VectorParameters parameters) : IVectorSuite
{
    public bool Handles(string name, VectorRow first) => name.StartsWith("exit", StringComparison.Ordinal);

    public IEnumerable<VectorVerdict> VerdictsOf(VectorRow row) => EvaluationSuite.Verdicts(row);

    public void Judge(VectorRow row, VectorVerdict verdict, MismatchList mismatches)
    {
        var isOriginal = verdict == VectorVerdict.Original;
        var strategy = VectorBars.Read(row).Strategy(parameters.Of(verdict));
        var portfolio = row.GetObject("portfolio");
        var position = PositionOf(portfolio);
        var evaluation = strategy.Evaluate(new(portfolio.GetNumber("total_value"), position));
        if (isOriginal)
        {
            mismatches.Compare("", row.GetObject("expected").Json, Original(strategy.Symbol, position, evaluation), IsEcho);
        }
        else
        {
            mismatches.Compare("", row.GetObject("corrected").Json, Corrected(evaluation.Exit), IsEcho);
        }
    }

    private static bool IsEcho(string path) =>
        EvaluationSuite.IsEcho(path) ||
        path.EndsWith(".current_price", StringComparison.Ordinal) ||
        path.EndsWith(".entry_price", StringComparison.Ordinal);

    private static OpenPosition PositionOf(VectorRow portfolio)
    {
        var row = portfolio.GetItems("positions").FirstOrDefault()
            ?? throw portfolio.Wrong("positions", "an empty array", "one open position");
        var label = row.GetText("side");
        var reset = row.Has("entry_analysis") && row.GetObject("entry_analysis").Has("reset")
            ? row.GetObject("entry_analysis").GetObject("reset")
            : null;
        return new()
        {
            PositionId = row.GetText("id"),
            TradeId = row.Has("trade_id") ? row.Get("trade_id").Json.ToString() : null,
            Side = label.ToUpperInvariant() switch
            {
                "BUY" or "LONG" => PositionSide.Long,
                "SELL" or "SHORT" => PositionSide.Short,
                _ => throw row.Wrong("side", label, "BUY, LONG, SELL or SHORT"),
            },
            SideLabel = label,
            Quantity = row.GetNumber("quantity"),
            EntryPrice = row.GetNumber("entry_price"),
            SpotCvdAtEntry = row.GetOptionalNumber("spot_cvd_entry"),
            PerpCvdAtEntry = row.GetOptionalNumber("futures_cvd_entry"),
            ResetLow = reset?.GetOptionalNumber("reset_low"),
            ResetHigh = reset?.GetOptionalNumber("reset_high"),
        };
    }

    private static JsonObject Original(string symbol, OpenPosition position, in Evaluation evaluation)
    {
        var phases = new JsonObject();
        foreach (var skipped in (string[])["phase1_context", "phase2_divergence", "phase3_reset", "phase4_scoring"])
        {
            phases[skipped] = new JsonObject();
        }

        var checks = Checks(evaluation.Exit);
        checks["should_exit"] = evaluation.Exit.ShouldExit;
        checks["position_health"] = new JsonObject
        {
            ["status"] = Upper(evaluation.Exit.Health),
            ["pnl_percent"] = Number(evaluation.Exit.ProfitPercent),
        };
        phases[$"phase5_exit_{position.PositionId}"] = checks;
        return new()
        {
            ["phase_results"] = phases,
            ["orders"] = evaluation.HasOrder ? new JsonArray(Order(symbol, position, evaluation)) : [],
            ["error"] = false,
        };
    }

    private static JsonObject Corrected(in ExitResult exit)
    {
        var tree = Checks(exit);
        tree["should_exit"] = exit.ShouldExit;
        tree["pnl_percent"] = Number(exit.ProfitPercent);
        tree["health"] = Upper(exit.Health);
        tree["close_order_side"] = Upper(exit.CloseSide);
        return tree;
    }

    private static JsonObject Checks(in ExitResult exit)
    {
        var reversal = new JsonObject { ["detected"] = exit.FlowReversal.Detected, ["severity"] = Upper(exit.FlowReversal.Severity) };
        var invalidation = new JsonObject
        {
            ["detected"] = exit.Invalidation.Kind != CvdInvalidation.None,
            ["invalidation_type"] = Upper(exit.Invalidation.Kind),
        };
        if (exit.FlowReversal.Measured)
        {
            reversal["spot_change"] = Number(exit.FlowReversal.SpotChange);
            reversal["futures_change"] = Number(exit.FlowReversal.PerpChange);
            invalidation["spot_change"] = Number(exit.Invalidation.SpotChange);
            invalidation["futures_change"] = Number(exit.Invalidation.PerpChange);
        }

        var structure = new JsonObject { ["detected"] = exit.Structure.IsBroken };
        if (exit.Structure.Measured)
        {
            structure["swing_high"] = Number(exit.Structure.SwingHigh);
            structure["swing_low"] = Number(exit.Structure.SwingLow);
        }

        return new()
        {
            ["flow_reversal"] = reversal,
            ["range_break"] = new JsonObject { ["detected"] = exit.RangeBreak != RangeBreak.None, ["break_type"] = Upper(exit.RangeBreak) },
            ["cvd_invalidation"] = invalidation,
            ["structure_break"] = structure,
        };
    }

    private static JsonObject Order(string symbol, OpenPosition position, in Evaluation evaluation) => new()
    {
        ["symbol"] = symbol,
        ["side"] = Upper(evaluation.Exit.CloseSide),
        ["quantity"] = evaluation.Quantity,
        ["price"] = evaluation.Price,
        ["signal_type"] = "EXIT",
        ["confidence"] = evaluation.Confidence,
        ["position_id"] = position.PositionId,
        ["exit_type"] = "DYNAMIC",
        ["trade_id"] = int.TryParse(position.TradeId, out var number) ? number : position.TradeId,
    };
}
