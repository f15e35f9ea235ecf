using System.Diagnostics;
using System.Net.Http.Headers;

namespace SqueezeFlow.Execution.Freqtrade.Rest;

/// <summary>Sends one HTTP request and says what can be known of its effect. Never repeats anything.</summary>
internal sealed class FreqtradeTransport(HttpClient http, TimeProvider clock)
{
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
            new TagList { { "call", request.Name }, { "outcome", answer.Kind.ToString() } });
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
            using var response = await http.SendAsync(message, either).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(either).ConfigureAwait(false);
            return AnswerClassifier.Classify(response.StatusCode, body);
        }
        catch (HttpRequestException fault) when (NeverConnected(fault))
        {
            return new(ReplyKind.NotSent, [], fault.Message);
        }
        catch (HttpRequestException fault)
        {
            return new(ReplyKind.Lost, [], fault.Message);
        }
        catch (IOException fault)
        {
            return new(ReplyKind.Lost, [], fault.Message);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !caller.IsCancellationRequested)
        {
            return new(ReplyKind.Lost, [], $"no answer within {request.Limit.TotalSeconds:0.#} s");
        }
        catch (OperationCanceledException fault) when (!caller.IsCancellationRequested)
        {
            return new(ReplyKind.NotSent, [], $"no connection: {fault.Message}");
        }
    }

    private static bool NeverConnected(HttpRequestException fault) => fault.HttpRequestError
        is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
}
