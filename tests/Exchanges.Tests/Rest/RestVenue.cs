using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SqueezeFlow.Exchanges.Rest;

namespace SqueezeFlow.Exchanges.Tests.Rest;

/// <summary>A venue's REST host on loopback that answers what a test tells it, and the client of the real service against it.</summary>
internal sealed class RestVenue : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly string _cache = Directory.CreateTempSubdirectory("instruments").FullName;
    private readonly Task _accepting;

    public RestVenue(TimeProvider? clock = null, params (string Key, string Value)[] more)
    {
        _listener.Start();
        _accepting = AcceptAsync();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Exchanges:BINANCE:Rest", Address),
            new("Exchanges:BINANCE_FUTURES:Rest", Address),
            new("Feeds:Rest:CacheDirectory", _cache),
            .. more.Select(item => new KeyValuePair<string, string?>(item.Key, item.Value)),
        ]).Build());
        services.AddLogging();
        services.AddExchanges();
        if (clock is not null)
        {
            services.Replace(ServiceDescriptor.Singleton(clock));
        }

        Services = services.BuildServiceProvider();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public ServiceProvider Services { get; }

    /// <summary>Answers by request line, e.g. <c>GET /x</c>, with its number from 1: status and headers, then the body.</summary>
    public Func<string, int, (string Head, string Body)> Answer { get; set; } = (_, _) => ("200 OK", "[]");

    public ConcurrentQueue<string> Asked { get; } = [];

    public IExchangeRest Of(string exchange) =>
        Services.GetRequiredService<ExchangeRests>().TryGet(exchange, out var rest) ? rest : throw new ArgumentException(exchange);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Services.DisposeAsync();
        _end.Dispose();
        Directory.Delete(_cache, recursive: true);
    }

    private async Task AcceptAsync()
    {
        var peers = new List<Task>();
        try
        {
            while (true)
            {
                peers.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The listener was stopped, before the next accept or within it.
            await Task.WhenAll(peers);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var peer = client;
        try
        {
            var stream = client.GetStream();
            while (await ReadHeadAsync(stream) is { Length: > 0 } head)
            {
                var request = head[..head.IndexOf(" HTTP", StringComparison.Ordinal)];
                Asked.Enqueue(request);
                var (status, body) = Answer(request, Asked.Count(asked => asked == request));
                var bytes = Encoding.UTF8.GetBytes(body);
                var length = status.Contains("Content-Length", StringComparison.Ordinal) ? string.Empty : $"\r\nContent-Length: {bytes.Length}";
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}{length}\r\n\r\n"), _end.Token);
                await stream.WriteAsync(bytes, _end.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // The client has gone, or the test is over.
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var letter = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(letter, _end.Token) == 0)
            {
                return string.Empty;
            }

            head.Append((char)letter[0]);
        }

        return head.ToString();
    }
}
