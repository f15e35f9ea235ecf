using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SqueezeFlow.TestSupport.Redis;

/// <summary>A conversation with a Redis server in its own words (RESP), without any library: what another program sees.</summary>
public sealed class RedisTalk : IDisposable
{
    private readonly TcpClient _client = new();
    private readonly CancellationToken _token;
    private Stream _stream = Stream.Null;

    private RedisTalk(CancellationToken token) => _token = token;

    public static async Task<RedisTalk> OpenAsync(int port, CancellationToken token)
    {
        var talk = new RedisTalk(token);
        await talk._client.ConnectAsync(IPAddress.Loopback, port, token);
        talk._stream = new BufferedStream(talk._client.GetStream());
        return talk;
    }

    /// <summary>The answer to a command: a text, a <see cref="long"/>, a list of answers, or null.</summary>
    public async Task<object?> AskAsync(params string[] command)
    {
        var request = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{command.Length}\r\n");
        foreach (var word in command)
        {
            request.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        }

        await _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request.ToString()), _token);
        return await ReadAsync();
    }

    public async Task<string?> TextAsync(params string[] command) => (string?)await AskAsync(command);

    public async Task<long> NumberAsync(params string[] command) => (long)(await AskAsync(command))!;

    public async Task<string[]> ListAsync(params string[] command) => [.. ((object?[])(await AskAsync(command))!).Cast<string>()];

    /// <summary>The next answer, or what the server says by itself.</summary>
    public async Task<object?> ReadAsync()
    {
        var line = await ReadLineAsync();
        var rest = line[1..];
        switch (line[0])
        {
            case '+':
                return rest;
            case ':':
                return long.Parse(rest, CultureInfo.InvariantCulture);
            case '$' when rest == "-1":
                return null;
            case '$':
                return await ReadTextAsync(int.Parse(rest, CultureInfo.InvariantCulture));
            case '*':
                var items = new object?[int.Parse(rest, CultureInfo.InvariantCulture)];
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = await ReadAsync();
                }

                return items;
            default:
                throw new InvalidOperationException($"Redis says {line}");
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<string> ReadTextAsync(int length)
    {
        var bytes = new byte[length + 2];
        await _stream.ReadExactlyAsync(bytes, _token);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private async Task<string> ReadLineAsync()
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (line.Count == 0 || line[^1] != '\n')
        {
            await _stream.ReadExactlyAsync(one, _token);
            line.Add(one[0]);
        }

        return Encoding.UTF8.GetString([.. line]).TrimEnd();
    }
}
