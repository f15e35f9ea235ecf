using System.Net;
using System.Runtime.InteropServices;
using InfluxDB.Client;
using InfluxDB.Client.Api.Domain;
using InfluxDB.Client.Api.Service;
using InfluxDB.Client.Core.Exceptions;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Storage.Influx.Server;

/// <summary>Writes lines through the official client: <c>/api/v2/write</c>, the bucket being database and policy. Safe for concurrent use.</summary>
internal sealed class InfluxWriter : IDisposable
{
    // The client insists on one; a 1.8 server has none.
    private const string Organisation = "-";

    private readonly InfluxOptions _options;
    private readonly InfluxDBClient _client;
    private readonly WriteService _service;

    public InfluxWriter(InfluxOptions options)
    {
        _options = options;
        var settings = new InfluxDBClientOptions(options.Address.AbsoluteUri) { Timeout = options.Timeout, AllowHttpRedirects = false };
        if (options.Username.Length > 0)
        {
            settings.Token = $"{options.Username}:{options.Password}";
        }

        _client = new(settings);
        if (options.Gzip)
        {
            _client.EnableGzip();
        }

        _service = _client.CreateService<WriteService>(typeof(WriteService));
    }

    /// <summary>The version that the server tells of itself, e.g. <c>1.8.10</c>; <c>unknown</c> when it tells none.</summary>
    /// <exception cref="InfluxFault">It does not answer.</exception>
    public async Task<string> VersionAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _client.VersionAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (InfluxException failure)
        {
            throw WriteFault.Of(failure.InnerException ?? failure).ToFault(_options);
        }
    }

    /// <summary>Makes sure that lines would be taken for a policy, without writing any.</summary>
    /// <exception cref="InfluxFault">They would not; holds the server's words.</exception>
    public async Task CheckAsync(string policy, CancellationToken cancellationToken)
    {
        if (await TryWriteAsync(policy, "\n"u8.ToArray(), cancellationToken).ConfigureAwait(false) is { } fault)
        {
            throw fault.ToFault(_options);
        }
    }

    /// <summary>Sends a batch; never throws for what the server says or for failures of the network.</summary>
    public async Task<WriteOutcome> SendAsync(SpoolBatch batch, CancellationToken cancellationToken)
    {
        var fault = await TryWriteAsync(batch.Policy, BytesOf(batch.Lines), cancellationToken).ConfigureAwait(false);
        if (fault is null)
        {
            InfluxMetrics.Written.Add(batch.Points);
            return new(new(SendVerdict.Taken), IsMissing: false);
        }

        var verdict = fault.Status switch
        {
            HttpStatusCode.BadRequest => SendVerdict.Refused,
            HttpStatusCode.RequestEntityTooLarge => SendVerdict.TooLarge,
            _ => SendVerdict.Unreachable,
        };
        InfluxMetrics.Failures.Add(1, new KeyValuePair<string, object?>("verdict", verdict.ToString()));
        return new(new(verdict, fault.Words), fault.IsMissing);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    // The client takes whole arrays only.
    private static byte[] BytesOf(ReadOnlyMemory<byte> lines) =>
        MemoryMarshal.TryGetArray(lines, out var segment) && segment is { Offset: 0, Array: { } whole } && whole.Length == segment.Count ? whole : lines.ToArray();

    private async Task<WriteFault?> TryWriteAsync(string policy, byte[] lines, CancellationToken cancellationToken)
    {
        try
        {
            await _service.PostWriteAsync(
                Organisation, $"{_options.Database}/{policy}", lines, precision: WritePrecision.Ns, cancellationToken: cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception failure)
        {
            // The client tells everything by exceptions, a cancelled call too: what it was goes to whoever asked.
            cancellationToken.ThrowIfCancellationRequested();
            return WriteFault.Of(failure);
        }
    }
}
