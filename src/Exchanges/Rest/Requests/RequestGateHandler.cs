using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using SqueezeFlow.Exchanges.Metrics;
using SqueezeFlow.Exchanges.Rest.Limits;

namespace SqueezeFlow.Exchanges.Rest.Requests;

/// <summary>
/// Sends each request through its gate, within a time-out of its own, and repeats one that the venue refused for want of room. Sits inside
/// the retries of what failed for other reasons.
/// </summary>
internal sealed class RequestGateHandler(RequestGates gates, VenueReach reach, IOptions<RestOptions> options, TimeProvider clock) : DelegatingHandler
{
    /// <summary>Status by which Binance announces that an address is banned for a while.</summary>
    public const HttpStatusCode Banned = (HttpStatusCode)418;

    /// <summary>Refusals of one request that are waited for; with the next one it has failed.</summary>
    public const int MostRefusals = 10;

    /// <summary>Longest body that is taken in.</summary>
    public const int LongestBody = 128 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(RequestTerms.Key, out var terms))
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var gate = gates.Of(terms, request.RequestUri!);
        var venue = new KeyValuePair<string, object?>("exchange", terms.Exchange);
        for (var refusals = 0; ; refusals++)
        {
            var pass = await gate.EnterAsync(terms.Weight, terms.Priority, cancellationToken).ConfigureAwait(false);
            ExchangeMetrics.Requests.Add(1, venue);
            ExchangeMetrics.Waits.Add(pass.HasWaited ? 1 : 0, venue);
            try
            {
                var response = await AnswerAsync(request, terms.Exchange, gate, pass, cancellationToken).ConfigureAwait(false);
                if (!IsRefusal(response))
                {
                    return response;
                }

                ExchangeMetrics.Refusals.Add(1, venue);
                if (refusals == MostRefusals || !IsRetryable(response))
                {
                    return response;
                }

                response.Dispose();
            }
            finally
            {
                gate.Leave(pass);
            }
        }
    }

    private static bool IsRefusal(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.TooManyRequests or Banned or HttpStatusCode.Forbidden;

    // A 403 that names no time may as well mean the country: it closes the gate for a moment, and is said.
    private bool IsRetryable(HttpResponseMessage response) =>
        response.StatusCode != HttpStatusCode.Forbidden || RetryAfter.Of(response, clock.GetUtcNow()) is not null;

    private async Task<HttpResponseMessage> AnswerAsync(
        HttpRequestMessage request, string exchange, RequestGate gate, RequestPass pass, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, either.Token).ConfigureAwait(false);
            reach.Answered(exchange);

            // Before the body is read: nobody else may pass once the venue has said no.
            Report(gate, pass, response);
            await response.Content.LoadIntoBufferAsync(LongestBody, either.Token).ConfigureAwait(false);
            return response;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            ReportMiss(exchange, response, e);
            throw new HttpRequestException($"no answer within {options.Value.Timeout.TotalSeconds:0.###} s", e);
        }
        catch (HttpRequestException e)
        {
            ReportMiss(exchange, response, e);
            throw;
        }
    }

    // An answer that breaks off in the middle is one all the same.
    private void ReportMiss(string exchange, HttpResponseMessage? response, Exception cause)
    {
        if (response is null)
        {
            reach.Missed(exchange, cause);
        }

        response?.Dispose();
    }

    private void Report(RequestGate gate, in RequestPass pass, HttpResponseMessage response)
    {
        if (IsRefusal(response))
        {
            gate.Close(pass, RetryAfter.Of(response, clock.GetUtcNow()), response.StatusCode == Banned);
        }
        else
        {
            gate.Accept(pass);
        }

        if (response.Headers.TryGetValues("X-MBX-USED-WEIGHT-1M", out var values) &&
            int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var used))
        {
            gate.Observe(used);
        }
    }
}
