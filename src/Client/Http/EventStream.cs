using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Client.Http;

/// <summary>
/// Events of the service, across lost connections: after each it says where it stopped, so that nothing is missed that
/// the service still remembers (else a <c>resync</c> event comes first).
/// </summary>
/// <param name="service">The service.</param>
/// <param name="query">What is wanted, e.g. <c>symbols=BTC&amp;kinds=sym</c>.</param>
/// <param name="asOf">Sequence already known; 0 when nothing is.</param>
internal sealed class EventStream(ServiceClient service, string query, long asOf)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Served = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private string? _lastEventId = asOf > 0 ? asOf.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>Connections made.</summary>
    public int Connects { get; private set; }

    /// <summary>Why there is no connection now; null while there is one.</summary>
    public string? Lost { get; private set; }

    /// <summary>Called when <see cref="Lost"/> changes.</summary>
    public Action? StateChanged { get; init; }

    /// <summary>Pause before the first attempt to connect again; doubles up to ten seconds.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Attempts in a row that may come to nothing.</summary>
    public int MaxAttempts { get; init; } = 40;

    /// <summary>
    /// Reads until cancelled. Ends by itself when the service has no events to give. Throws <see cref="ConsoleFailure"/> when
    /// the service refuses, cannot be reached at first, or stays away.
    /// </summary>
    public async IAsyncEnumerable<ServerEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var failures = 0;
        while (true)
        {
            var (response, failure) = await TryOpenAsync(cancellationToken);
            if (response is null && failure is null)
            {
                yield break;
            }

            var opened = service.Clock.GetTimestamp();
            var count = 0;
            if (response is not null)
            {
                await foreach (var item in ReadOneAsync(response, cancellationToken))
                {
                    count++;
                    yield return item;
                }
            }

            // A connection that gave something, or was merely quiet, has served.
            failures = count > 0 || (response is not null && service.Clock.GetElapsedTime(opened) > Served) ? 0 : failures + 1;
            if ((failure is not null && Connects == 0) || failures >= MaxAttempts)
            {
                throw failure ?? new ConsoleFailure(ConsoleExit.Failed, $"events: {Lost}, {failures} times in a row: see the service's log");
            }

            await Task.Delay(PauseAfter(failures), service.Clock, cancellationToken);
        }
    }

    private TimeSpan PauseAfter(int failures)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(failures, 8));
        return pause < LongestPause ? pause : LongestPause;
    }

    private async Task<(HttpResponseMessage? Response, ConsoleFailure? Failure)> TryOpenAsync(CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await service.OpenEventsAsync(query, _lastEventId, cancellationToken);
        }
        catch (ConsoleFailure failure)
        {
            SetLost(failure.Message);
            return (null, failure);
        }

        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.NotImplemented ||
            (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType != "text/event-stream"))
        {
            response.Dispose();
            return (null, null);
        }

        if (response.IsSuccessStatusCode)
        {
            Connects++;
            SetLost(null);
            return (response, null);
        }

        using (response)
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            var failure = Problem.Of(response.StatusCode, "GET", response.RequestMessage!.RequestUri!, body);
            SetLost(failure.Message);
            return (int)response.StatusCode is >= 500 ? (null, failure) : throw failure;
        }
    }

    private async IAsyncEnumerable<ServerEvent> ReadOneAsync(
        HttpResponseMessage response,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var owned = response;
        await using var body = new ReadTimeoutStream(await response.Content.ReadAsStreamAsync(cancellationToken), Silence, service.Clock);
        var parser = SseParser.Create(body, (kind, data) => (Kind: kind, Data: data.ToArray()));
        await using var items = parser.EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await TryMoveAsync(items))
        {
            _lastEventId = string.IsNullOrEmpty(items.Current.EventId) ? _lastEventId : items.Current.EventId;
            var id = long.TryParse(items.Current.EventId, out var number) ? number : 0;
            if (items.Current.Data.Kind is not (EventKinds.Hello or EventKinds.Beat))
            {
                yield return new(id, items.Current.Data.Kind, Json(id, items.Current.Data.Data));
            }
        }
    }

    private async Task<bool> TryMoveAsync<T>(IAsyncEnumerator<T> items)
    {
        try
        {
            if (await items.MoveNextAsync())
            {
                return true;
            }

            SetLost("the service closed the stream");
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            SetLost(error.Message);
        }

        return false;
    }

    private void SetLost(string? lost)
    {
        Lost = lost;
        StateChanged?.Invoke();
    }

    private static JsonElement Json(long id, byte[] data)
    {
        try
        {
            using var document = JsonDocument.Parse(data.Length == 0 ? "{}"u8.ToArray() : data);
            return document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw new ConsoleFailure(ConsoleExit.Failed, $"event {id}: expected JSON: {error.Message}", error);
        }
    }
}
