using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace SqueezeFlow.Storage.Influx.Protocol;

/// <summary>InfluxQL over HTTP (<c>/query</c>): what the official client does not speak. Safe for concurrent use.</summary>
/// <remarks>Throws <see cref="InfluxFault"/> when the server refuses or does not answer.</remarks>
internal sealed class InfluxQuery : IDisposable
{
    private readonly InfluxOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpClient _client;

    public InfluxQuery(InfluxOptions options, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);

        // An answer that is broken off is not read to its end: that may be long, or never come.
        _client = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, ConnectTimeout = options.Timeout, MaxResponseDrainSize = 0 })
        {
            BaseAddress = options.Address,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (options.Username.Length > 0)
        {
            var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Username}:{options.Password}"));
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        }
    }

    /// <summary>Where what takes long is read.</summary>
    public ReadingThreads Threads { get; } = new();

    /// <summary>
    /// Rows of one or several SELECT or SHOW statements, read from the server as they are needed. Blocks its thread while it waits for the server: for
    /// <see cref="Threads"/>. Each row is valid until the next.
    /// </summary>
    /// <param name="statement">InfluxQL; names and texts from outside only through <see cref="InfluxQl"/>.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    /// <param name="precision">Of the times in the answer: <c>ms</c> or <c>ns</c>.</param>
    public IEnumerable<InfluxRow> Read(string statement, CancellationToken cancellationToken, string precision = "ms")
    {
        // A server that falls silent in the midst of an answer is left; each piece has the whole time-out. The reader may take its time.
        using var silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _clock);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        silence.CancelAfter(_options.Timeout);
        using var response = Ask(() => Send(Request(statement, precision), over.Token), silence, cancellationToken);
        using var breaking = over.Token.Register(static answer => ((HttpResponseMessage)answer!).Dispose(), response);
        var answer = Ask(() => new InfluxAnswer(response.Content.ReadAsStream(over.Token), silence, _options.Timeout), silence, cancellationToken);
        while (Ask(answer.Next, silence, cancellationToken) is { } row)
        {
            yield return row;
        }

        if (answer.Error is { } words)
        {
            throw InfluxFault.Refusal(_options, response.IsSuccessStatusCode ? null : response.StatusCode, words);
        }

        if (!response.IsSuccessStatusCode)
        {
            throw InfluxFault.Refusal(_options, response.StatusCode, "");
        }
    }

    /// <summary>Carries out a statement that changes something, off the caller's thread.</summary>
    public Task ExecuteAsync(string statement, CancellationToken cancellationToken) => ListAsync(statement, static _ => 0, cancellationToken);

    /// <summary>Rows of statements with short answers, each as <paramref name="read"/> makes of it, off the caller's thread.</summary>
    public Task<List<T>> ListAsync<T>(string statement, Func<InfluxRow, T> read, CancellationToken cancellationToken) =>
        Task.Run(() => Read(statement, cancellationToken).Select(read).ToList(), cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        Threads.Dispose();
    }

    private HttpRequestMessage Request(string statement, string precision) => new(HttpMethod.Post, "/query")
    {
        Content = new FormUrlEncodedContent(
        [
            new("q", statement),
            new("db", _options.Database),
            new("epoch", precision),
            new("chunked", "true"),
            new("chunk_size", 10_000.ToString(CultureInfo.InvariantCulture)),
        ]),
    };

    private HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            return _client.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
    }

    private T Ask<T>(Func<T> ask, CancellationTokenSource silence, CancellationToken cancellationToken)
    {
        try
        {
            return ask();
        }
        catch (Exception failure) when (InfluxFault.IsSilence(failure))
        {
            // However the connection ends that is broken off: what matters is who broke it off.
            cancellationToken.ThrowIfCancellationRequested();
            throw InfluxFault.Silence(_options, silence.IsCancellationRequested ? new OperationCanceledException(failure.Message, failure) : failure);
        }
        catch (JsonException failure)
        {
            throw InfluxFault.Silence(_options, $"its answer cannot be read, {failure.Message.TrimEnd('.')}", failure);
        }
    }
}
