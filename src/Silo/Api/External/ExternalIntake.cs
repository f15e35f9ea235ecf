using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.External;
using SqueezeFlow.Interfaces.Signals;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Api.Json;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.Silo.Configuration.Sections;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.External;

/// <summary>Takes signals from outside: reads them, hands them over, answers with the record of each.</summary>
internal sealed class ExternalIntake(IGrainAccess grains, SignalRate rate, IOptions<ExternalSignalOptions> options, VerdictWait verdicts, MarketTime now)
{
    private const string PairEnd = "USDT";

    /// <summary>Why no signal is taken at all; null when they are.</summary>
    public IResult? Refusal() => options.Value.Enabled
        ? null
        : Problems.Refused(StatusCodes.Status403Forbidden, $"{ExternalSignalOptions.Section}:{nameof(options.Value.Enabled)}", "false", "set it to true: signals from outside open and close positions");

    /// <summary>Takes the signal of a body.</summary>
    /// <param name="body">The message.</param>
    /// <param name="freshFor">How young its time must be where the secret is in the body; null where it need not be told.</param>
    /// <param name="wait">How long its verdict is waited for.</param>
    /// <param name="response">Told where the record is.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<IResult> TakeAsync(JsonElement body, TimeSpan? freshFor, TimeSpan wait, HttpResponse response, CancellationToken stop)
    {
        var (sent, faults) = ExternalSignalReader.Read(body, mayHoldSecret: freshFor is not null);
        if (sent is null)
        {
            return Problems.Invalid(faults);
        }

        if (freshFor is { } most && await RefuseByTimeAsync(sent, most, stop) is { } stale)
        {
            return stale;
        }

        if (sent.Symbol is { } symbol)
        {
            var tracked = await grains.GetTrackedAsync();
            if (CoinOf(symbol, tracked) is not { } coin)
            {
                return Problems.NotFound("symbol", symbol, KnownNames.Nearest(symbol, tracked, "no trade of such a coin was collected", $"{ApiPaths.Root}/{ApiPaths.Symbols}"));
            }

            sent = sent with { Symbol = coin };
        }

        if (await rate.TakeAsync(stop) is { Ticks: > 0 } pause)
        {
            return TooMany(pause, response);
        }

        var answer = await grains.External(sent.Key).GiveAsync(sent);
        return answer.Refusal is { } refusal ? Problem(refusal) : await ShowAsync(answer.Record!, wait, response, stop);
    }

    private async Task<IResult?> RefuseByTimeAsync(ExternalSignal sent, TimeSpan most, CancellationToken stop)
    {
        var age = TimeSpan.FromMilliseconds(await now.NowUnixMsAsync(stop) - (sent.AtUnixMs ?? 0));
        return sent.AtUnixMs is not null && age <= most
            ? null
            : Problems.Invalid("time", sent.AtUnixMs?.ToString(CultureInfo.InvariantCulture), $"with the secret in the body send the time of the signal, at most {most.TotalSeconds:0} s old");
    }

    // Senders of alerts know pairs.
    private static string? CoinOf(string symbol, IReadOnlyList<string> tracked) =>
        tracked.Contains(symbol) ? symbol
        : symbol.EndsWith(PairEnd, StringComparison.Ordinal) && tracked.Contains(symbol[..^PairEnd.Length]) ? symbol[..^PairEnd.Length]
        : null;

    private IResult TooMany(TimeSpan pause, HttpResponse response)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(pause.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        response.Headers.RetryAfter = seconds;
        return Problems.Refused(
            StatusCodes.Status429TooManyRequests,
            $"{ExternalSignalOptions.Section}:{nameof(options.Value.MaxPerMinute)}",
            options.Value.MaxPerMinute.ToString(CultureInfo.InvariantCulture),
            $"send it again in {seconds} s under the same id");
    }

    private static IResult Problem(ExternalRefusal refusal) => refusal.Kind switch
    {
        ExternalRefusalKind.Invalid => Problems.Invalid(refusal.Field, refusal.Value, refusal.Fix),
        ExternalRefusalKind.NotFound => Problems.NotFound(refusal.Field, refusal.Value, refusal.Fix),
        ExternalRefusalKind.Conflict => Problems.Refused(StatusCodes.Status409Conflict, refusal.Field, refusal.Value, refusal.Fix),
        _ => Problems.Unavailable(refusal.Field, refusal.Fix),
    };

    private async Task<IResult> ShowAsync(SignalRecord record, TimeSpan wait, HttpResponse response, CancellationToken stop)
    {
        var shown = record.Outcome == SignalOutcome.Pending && wait > TimeSpan.Zero ? await verdicts.WaitAsync(record.Signal, wait, stop) ?? record : record;
        response.Headers.Location = $"{ApiPaths.Root}/{ApiPaths.Of(ApiPaths.Signal, shown.Signal.Id)}";
        return Results.Json(shown, SiloJson.Options, statusCode: shown.Outcome == SignalOutcome.Pending ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }
}
