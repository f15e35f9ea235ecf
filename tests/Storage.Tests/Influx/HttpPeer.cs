using System.Collections.Concurrent;
using System.Net;
using System.Text;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Storage.Tests.Influx;

/// <summary>Somebody on loopback who answers every call in the same way.</summary>
internal sealed class HttpPeer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<HttpListenerRequest, (int Status, string Body)> _answer;
    private readonly string? _version;
    private readonly Task _serving;

    private HttpPeer(Func<HttpListenerRequest, (int Status, string Body)> answer, string? version)
    {
        (_answer, _version) = (answer, version);
        Port = ServerProgram.FreePort();
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>Every call so far: target and the header that says who asks.</summary>
    public ConcurrentQueue<(string Target, string? Authorization, string? Encoding, string Body)> Calls { get; } = new();

    public static HttpPeer Start(int status, string body) => new(_ => (status, body), version: null);

    public static HttpPeer Start(Func<HttpListenerRequest, (int Status, string Body)> answer, string? version = null) => new(answer, version);

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
        }
        catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(HttpListenerContext call)
    {
        using var reader = new StreamReader(call.Request.InputStream);
        var body = await reader.ReadToEndAsync();
        Calls.Enqueue((call.Request.RawUrl ?? "", call.Request.Headers["Authorization"], call.Request.Headers["Content-Encoding"], body));
        var (status, text) = _answer(call.Request);
        call.Response.StatusCode = status;
        if (_version is not null)
        {
            call.Response.Headers["X-Influxdb-Version"] = _version;
        }

        if (text.Length > 0)
        {
            call.Response.ContentType = "application/json";
            await call.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
        }

        call.Response.Close();
    }
}
