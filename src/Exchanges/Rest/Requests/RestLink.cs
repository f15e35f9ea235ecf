using System.Net;
using System.Text;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Rest.Limits;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Rest.Requests;

/// <summary>Sends the requests of one venue. What goes wrong is an <see cref="HttpRequestException"/> that names venue, request and what was expected.</summary>
internal sealed class RestLink(ExchangeDescriptor descriptor, ExchangeAddresses addresses, Func<HttpClient> client, VenueReach reach, CancellationToken end)
{
    /// <summary>Venue id.</summary>
    public string Exchange => descriptor.Id;

    /// <summary>Whether a failure deserves a line in the log now: see <see cref="VenueReach.ShouldLog"/>.</summary>
    public bool ShouldLog => reach.ShouldLog(Exchange);

    /// <summary>Whether the endpoint of a request is on.</summary>
    public bool Reaches(RestCall call) => addresses.Rests.ContainsKey(call.Endpoint);

    /// <summary>The base address that a request goes to; its endpoint must be on.</summary>
    public Uri BaseOf(RestCall call) => addresses.Rests[call.Endpoint];

    /// <summary>The body of the answer to a request whose endpoint is on.</summary>
    public async Task<byte[]> FetchAsync(RestCall call, RestPriority priority, CancellationToken cancellationToken) =>
        (await FetchIfChangedAsync(call, priority, null, cancellationToken).ConfigureAwait(false)).Body!;

    /// <summary>The body of the answer and its entity tag; no body when the venue says that it is the one with the tag given (RFC 9110, 13.1.2).</summary>
    public async Task<(byte[]? Body, string? Tag)> FetchIfChangedAsync(RestCall call, RestPriority priority, string? tag, CancellationToken cancellationToken)
    {
        var method = call.Post is null ? HttpMethod.Get : HttpMethod.Post;
        using var request = new HttpRequestMessage(method, new Uri(BaseOf(call).AbsoluteUri.TrimEnd('/') + call.Path));
        request.Options.Set(RequestTerms.Key, new(Exchange, BudgetOf(call), call.Weight, priority));
        if (call.Post is { } text)
        {
            request.Content = text.Length == 0 ? new ByteArrayContent([]) : new StringContent(text, Encoding.UTF8, "application/json");
        }

        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        var (status, body, newTag) = await SendAsync(call, request, cancellationToken).ConfigureAwait(false);
        if (status == HttpStatusCode.NotModified && tag is not null)
        {
            return (null, tag);
        }

        return status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices
            ? (body, newTag)
            : throw new HttpRequestException(Describe(call, $"expected 200, found {(int)status} {RestJson.Excerpt(body)}"), null, status);
    }

    /// <summary>Reads a body; one that is not what it should be is a failure of the request.</summary>
    public T Read<T>(RestCall call, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Adapters say what is wrong with a FormatException; whatever else a body makes them throw is its fault as well.
            throw Broken(call, e.Message, e);
        }
    }

    /// <summary>The failure of a request.</summary>
    public HttpRequestException Broken(RestCall call, string what, Exception? cause = null) => new(Describe(call, what), cause);

    private async Task<(HttpStatusCode Status, byte[] Body, string? Tag)> SendAsync(
        RestCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end);
        try
        {
            using var response = await client().SendAsync(request, either.Token).ConfigureAwait(false);
            return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false), response.Headers.ETag?.ToString());
        }
        catch (Exception e) when (IsFailureToAnswer(e, either.Token))
        {
            throw Broken(call, $"expected an answer of {BaseOf(call)}, found {e.Message}", e);
        }
    }

    private RequestBudget BudgetOf(RestCall call) => descriptor.Rests.First(rest => rest.Name == call.Endpoint).Budget;

    private string Describe(RestCall call, string what) => $"{Exchange} {(call.Post is null ? "GET" : "POST")} {call.Path}: {what}";

    // The resilience handler speaks through exceptions of its own; all mean that the venue did not answer.
    private static bool IsFailureToAnswer(Exception e, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested &&
        e is HttpRequestException or Polly.ExecutionRejectedException or OperationCanceledException or IOException;
}
