using System.Diagnostics;
using System.Net.Http.Headers;

namespace SqueezeFlow.Execution.Freqtrade.Rest;

/// <summary>Sends one HTTP request and says what can be known of its effect. Never repeats anything.</summary>
internal sealed class FreqtradeTransport(HttpClient http, AnswerClassifier classifier, SecretMask mask, TimeProvider clock, string account)
{
    private readonly BotClock _botClock = new(clock);

    /// <summary>How far the bot's clock is ahead of ours, by the last answer that told its time; null until one did.</summary>
    public TimeSpan? ClockAhead => _botClock.Ahead;


    /// <summary>Sends a request. Throws only when <paramref name="cancellationToken"/> is cancelled; the effect is unknown then.</summary>
    public async Task<FreqtradeAnswer> SendAsync(
        FreqtradeRequest request, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        using var limit = new CancellationTokenSource(request.Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var answer = await TrySendAsync(request, authorization, limit.Token, either.Token, cancellationToken).ConfigureAwait(false);
        ExecutionMeter.CallDuration.Record(
            clock.GetElapsedTime(started).TotalSeconds,
            new TagList { { "call", request.Name }, { "outcome", answer.Kind.ToString() }, { "account", account } });
        return answer;
    }

    private async Task<FreqtradeAnswer> TrySendAsync(
        FreqtradeRequest request,
        AuthenticationHeaderValue? authorization,
        CancellationToken limit,
        CancellationToken either,
        CancellationToken caller)
    {
        try
        {
            using var message = request.ToMessage(authorization);
            var sent = clock.GetTimestamp();
            using var response = await http.SendAsync(message, either).ConfigureAwait(false);
            _botClock.Note(response.Headers.Date, clock.GetElapsedTime(sent));
            var body = await response.Content.ReadAsByteArrayAsync(either).ConfigureAwait(false);
            return classifier.Classify(response.StatusCode, body, response.Headers.Location);
        }
        catch (HttpRequestException fault) when (NeverConnected(fault))
        {
            return new(ReplyKind.NotSent, [], mask.Excerpt(fault.Message));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return new(ReplyKind.Lost, [], mask.Excerpt(fault.Message));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !caller.IsCancellationRequested)
        {
            return new(ReplyKind.Lost, [], $"no answer within {request.Limit.TotalSeconds:0.#} s");
        }
        catch (OperationCanceledException fault) when (!caller.IsCancellationRequested)
        {
            return new(ReplyKind.NotSent, [], $"no connection: {mask.Excerpt(fault.Message)}");
        }
    }

    private static bool NeverConnected(HttpRequestException fault) => fault.HttpRequestError
        is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
}
