using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SqueezeFlow.Storage.Tests;

/// <summary>A child process, this test program running one explicit test, that tells every round over loopback until it is killed.</summary>
internal sealed class ChildTest : IDisposable
{
    private const string FolderVariable = "SQUEEZEFLOW_TEST_CHILD_FOLDER";
    private const string PortVariable = "SQUEEZEFLOW_TEST_CHILD_PORT";

    private readonly CancellationTokenSource _limit;
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private TcpClient? _client;
    private int _told;

    private ChildTest(Process process, CancellationToken token)
    {
        _process = process;
        _limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        _limit.CancelAfter(TimeSpan.FromSeconds(60));
        process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The folder that the parent has given; in the child.</summary>
    public static string Folder
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable(FolderVariable);
            Assert.SkipWhen(folder is null, "Runs only as the child of the test beside it.");
            return folder;
        }
    }

    public int Id => _process.Id;

    /// <summary>Starts a test of a class as a child.</summary>
    public static async Task<ChildTest> StartAsync(string method, string folder, CancellationToken token)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var child = new ChildTest(Start(method, folder, ((IPEndPoint)listener.LocalEndpoint).Port), token);
        try
        {
            child._client = await listener.AcceptTcpClientAsync(child._limit.Token);
            return child;
        }
        catch
        {
            child.Dispose();
            throw;
        }
    }

    /// <summary>Connects to the parent; in the child.</summary>
    public static async Task<TcpClient> ConnectAsync(CancellationToken token)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, int.Parse(Environment.GetEnvironmentVariable(PortVariable)!, CultureInfo.InvariantCulture), token);
        return client;
    }

    /// <summary>Tells that a round is over; in the child.</summary>
    public static ValueTask TellAsync(TcpClient parent, int round, CancellationToken token) => parent.GetStream().WriteAsync(BitConverter.GetBytes(round), token);

    /// <summary>Waits until the child has told so many rounds.</summary>
    public async Task WaitForRoundAsync(int round)
    {
        await ReadToAsync(round);
        Assert.True(_told >= round, $"the child ended after round {_told} of {round}: {string.Join('\n', _said)}");
    }

    /// <summary>Kills the child; the last round that it told.</summary>
    public async Task<int> KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(_limit.Token);
        await ReadToAsync(int.MaxValue);
        return _told;
    }

    public void Dispose()
    {
        // The folder that it writes to goes with the test.
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _client?.Dispose();
        _limit.Dispose();
    }

    private static Process Start(string method, string folder, int port)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [FolderVariable] = folder, [PortVariable] = port.ToString(CultureInfo.InvariantCulture) },
        };
        string[] runner = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(ChildTest).Assembly.Location] : [];
        foreach (var argument in (string[])[.. runner, "--filter-method", $"*{method}", "--explicit", "only"])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private async Task ReadToAsync(int round)
    {
        var buffer = new byte[sizeof(int)];
        while (_told < round && await ReadWholeAsync(buffer))
        {
            _told = BitConverter.ToInt32(buffer);
        }
    }

    private async Task<bool> ReadWholeAsync(byte[] buffer)
    {
        try
        {
            return await _client!.GetStream().ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, _limit.Token) == buffer.Length;
        }
        catch (IOException)
        {
            // A killed peer may end the connection with a reset instead of an end of stream.
            return false;
        }
    }
}
