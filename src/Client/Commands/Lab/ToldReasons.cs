using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Offline.Parity;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Backtest.Parity;
using SqueezeFlow.Core.Signals.Explaining;

namespace SqueezeFlow.Client.Commands.Lab;

/// <summary>Asks a service that runs about what nothing on record explains: it knows for 48 hours why it held a bar back.</summary>
internal static class ToldReasons
{
    private const string Held = "HOLD";

    /// <summary>The outcome with what the service tells.</summary>
    public static async Task<ParityOutcome> AskAsync(ServiceClient service, ParityOutcome outcome, CancellationToken cancellationToken)
    {
        List<ParityReport> reports = [];
        foreach (var report in outcome.Reports)
        {
            List<ParityDifference> differences = [];
            foreach (var difference in report.Differences)
            {
                differences.Add(difference.IsExplained ? difference : await AskAsync(service, report.Symbol, difference, cancellationToken));
            }

            reports.Add(report with { Differences = differences });
        }

        return outcome with { Reports = reports };
    }

    private static async Task<ParityDifference> AskAsync(ServiceClient service, string symbol, ParityDifference difference, CancellationToken cancellationToken)
    {
        var path = new Query().With("at", (DateTimeOffset?)DateTimeOffset.FromUnixTimeMilliseconds(difference.BarCloseUnixMs)).After(ApiPaths.Of(ApiPaths.SymbolExplanation, symbol));
        try
        {
            var told = (await service.GetAsync<Explanation>(path, cancellationToken)).Value;
            return told is { Decision: Held, FirstFailure: { } reason } && told.BarCloseUnixMs == difference.BarCloseUnixMs
                ? difference with { Reason = ParityReason.Told, Words = $"the service held the bar back: {reason}" }
                : difference;
        }
        catch (ServiceRefusal refusal) when (refusal.Status is 400 or 404)
        {
            // It keeps that bar no longer.
            return difference;
        }
    }
}
