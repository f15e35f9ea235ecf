using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Client.Http;

/// <summary>The HTTP side of a SqueezeFlow service. Failures come as <see cref="ConsoleFailure"/>.</summary>
/// <param name="baseAddress">Where it listens.</param>
/// <param name="apiKey">Key for changes, and for reading from another machine; null when none is known.</param>
/// <param name="clock">Drives time-outs.</param>
internal sealed class ServiceClient(Uri baseAddress, string? apiKey, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(5),
        AutomaticDecompression = DecompressionMethods.All,

        // A redirected call would carry the key to whoever it is sent on to.
        AllowAutoRedirect = false,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        UseProxy = !baseAddress.IsLoopback,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Where the service listens.</summary>
    public Uri BaseAddress { get; } = baseAddress;

    /// <summary>What is shown while an answer is awaited; disposed when it is there.</summary>
    public Func<IDisposable>? Waiting { get; init; }

    /// <summary>Drives time-outs and pauses.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>Reads a view, e.g. <c>status</c> below <c>/api/v1</c>.</summary>
    public Task<Answer<T>> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        RequestAsync<T>(HttpMethod.Get, $"{ApiPaths.Root}/{path}", cancellationToken);

    /// <summary>Reads a view of the service's own, whose body counts whatever its status, e.g. <c>/health</c>.</summary>
    public async Task<Answer<T>> GetAnyStatusAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var request = RequestOf(HttpMethod.Get, path);
        var (status, body) = await SendAsync(request, cancellationToken);
        return status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable
            ? Read<T>(request, body)
            : throw Problem.Of(status, "GET", request.RequestUri!, body);
    }

    /// <summary>Does something; the answer is the body, <c>{}</c> when it is empty.</summary>
    public Task<string> PostAsync(string path, CancellationToken cancellationToken) => ChangeAsync(HttpMethod.Post, path, cancellationToken);

    /// <summary>Sends something to be stored, and reads what became of it.</summary>
    public async Task<Answer<TAnswer>> SendAsync<TBody, TAnswer>(string path, TBody body, CancellationToken cancellationToken)
    {
        using var request = RequestOf(HttpMethod.Post, $"{ApiPaths.Root}/{path}");
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, ClientJson.Options))
        {
            Headers = { ContentType = new("application/json") },
        };
        var (status, text) = await SendAsync(request, cancellationToken);
        return (int)status is >= 200 and < 300 ? Read<TAnswer>(request, text) : throw Problem.Of(status, "POST", request.RequestUri!, text);
    }

    /// <summary>Adds something, as <see cref="PostAsync"/>.</summary>
    public Task<string> PutAsync(string path, CancellationToken cancellationToken) => ChangeAsync(HttpMethod.Put, path, cancellationToken);

    /// <summary>Takes something away, as <see cref="PostAsync"/>.</summary>
    public Task<string> DeleteAsync(string path, CancellationToken cancellationToken) => ChangeAsync(HttpMethod.Delete, path, cancellationToken);

    /// <summary>Opens a stream of events; the caller disposes the response.</summary>
    public async Task<HttpResponseMessage> OpenEventsAsync(string query, string? lastEventId, CancellationToken cancellationToken)
    {
        using var request = RequestOf(HttpMethod.Get, $"{ApiPaths.Root}/{ApiPaths.Events}?{query}");
        request.Headers.Accept.Clear();
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastEventId is not null)
        {
            request.Headers.Add(ApiHeaders.LastEventId, lastEventId);
        }

        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException error)
        {
            throw Unreachable(error.InnerException?.Message ?? error.Message, error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<string> ChangeAsync(HttpMethod method, string path, CancellationToken cancellationToken) =>
        (await RequestAsync<JsonElement>(method, $"{ApiPaths.Root}/{path}", cancellationToken)).Body;

    private Uri AddressOf(string path) => new(BaseAddress.AbsoluteUri.TrimEnd('/') + path);

    private async Task<Answer<T>> RequestAsync<T>(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        using var request = RequestOf(method, path);
        var (status, body) = await SendAsync(request, cancellationToken);
        if ((int)status is < 200 or >= 300)
        {
            throw Problem.Of(status, method.Method, request.RequestUri!, body);
        }

        return Read<T>(request, method != HttpMethod.Get && body.Length == 0 ? "{}" : body);
    }

    private HttpRequestMessage RequestOf(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, AddressOf(path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (method != HttpMethod.Get)
        {
            request.Headers.Add(ApiHeaders.Change, ApiHeaders.Meant);
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        if (apiKey is not null)
        {
            request.Headers.Add(ApiHeaders.Key, apiKey);
        }

        return request;
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var waiting = Waiting?.Invoke();
        using var timeout = new CancellationTokenSource(AnswerTimeout, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            return (response.StatusCode, (await response.Content.ReadAsStringAsync(either.Token)).Trim());
        }
        catch (HttpRequestException error)
        {
            throw Unreachable(error.InnerException?.Message ?? error.Message, error);
        }
        catch (IOException error)
        {
            throw Unreachable(error.Message, error);
        }
        catch (OperationCanceledException error) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Unreachable($"no answer within {AnswerTimeout.TotalSeconds:0} s", error);
        }
    }

    private ConsoleFailure Unreachable(string cause, Exception error) => new(
        ConsoleExit.DependencyMissing,
        $"no service at {BaseAddress.ToString().TrimEnd('/')}: {cause.TrimEnd('.')}: start one (dotnet run -c Release --project src/Silo -- demo) or name another with --url",
        error);

    private static Answer<T> Read<T>(HttpRequestMessage request, string body)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, ClientJson.Options) is { } value
                ? new(value, body)
                : throw new JsonException("found null");
        }
        catch (JsonException error)
        {
            throw new ConsoleFailure(
                ConsoleExit.Failed,
                $"{request.Method} {request.RequestUri}: expected {typeof(T).Name} as JSON: {error.Message} (is this a SqueezeFlow service of version {Versions.OfConsole}?)",
                error);
        }
    }
}
