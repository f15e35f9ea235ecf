using System.Net;
using Microsoft.Extensions.Options;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Api.Access;

/// <summary>
/// Answers only to names of ours. A page of another site may have its own name resolve to this machine and then counts as the same site for
/// the browser; the name that it calls gives it away.
/// </summary>
internal sealed class HostCheck(IOptions<ApiOptions> options)
{
    private readonly HashSet<string> _names = options.Value.Hosts()
        .Select(name => new HostString(name).Host)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Refuses calls by a foreign name.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var host = context.Request.Host;
        return _names.Contains(host.Host) || IsAddressOf(host.Host, context.Connection.LocalIpAddress)
            ? next(context)
            : Problems.Refused(StatusCodes.Status403Forbidden, "Host", host.Value, $"call it by one of {string.Join(", ", _names)}, or add the name to Api:AllowedHosts").ExecuteAsync(context);
    }

    // An address cannot be made to point elsewhere, unlike a name: the one that the call came in on is as good as a name of ours.
    private static bool IsAddressOf(string host, IPAddress? local) =>
        local is not null && IPAddress.TryParse(host.Trim('[', ']'), out var called) && Plain(called).Equals(Plain(local));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
