"""boto3's calls over sockets, one after another: load.py URL OPERATION CALLS. Prints what benches/harness/src/load.rs does."""
import resource
import sys
import time

import boto3

TOKEN = (
    "eyJraWQiOiJLRVlJRCIsImFsZyI6IlJTMjU2In0.eyJzdWIiOiJBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUEiLCJhdWQiOiJh"
    "MWIyYzNkNGU1ZjZnN2g4aTlqMGthbGJtYyIsImlzcyI6Imh0dHBzOi8vaWRwLmV4YW1wbGUuY29tIiwiZXhwIjoxOTAwMDAwMDAwfQ."
    "c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmUtc2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmUtc2lnbmF0dXJlLXNpZ25hdHVyZQ"
)
INPUTS = {
    "assume_role_with_web_identity": ("sts", lambda: {
        "RoleArn": "arn:aws:iam::123456789012:role/FederatedWebIdentityRole",
        "RoleSessionName": "app1",
        "WebIdentityToken": TOKEN,
        "ProviderId": "www.amazon.com",
        "DurationSeconds": 3600,
    }),
    "assume_role": ("sts", lambda: {
        "RoleArn": "arn:aws:iam::123456789012:role/demo",
        "RoleSessionName": "testAssumeRoleSession",
        "ExternalId": "123ABC",
        "DurationSeconds": 3600,
        "Tags": [
            {"Key": "Project", "Value": "Unicorn"},
            {"Key": "Team", "Value": "Automation"},
            {"Key": "Cost-Center", "Value": "12345"},
        ],
        "TransitiveTagKeys": ["Project", "Cost-Center"],
        "ProvidedContexts": [
            {"ProviderArn": "arn:aws:iam::aws:contextProvider/IdentityCenter", "ContextAssertion": TOKEN},
            {"ProviderArn": "arn:aws:iam::123456789012:contextProvider/Other", "ContextAssertion": "short-assertion"},
        ],
    }),
    "create_identity_source": ("verifiedpermissions", lambda: {
        "policyStoreId": "C7v5xMplfFH3i3e4Jrzb1a",
        "configuration": {"cognitoUserPoolConfiguration": {
            "userPoolArn": "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_1a2b3c4d5",
            "clientIds": ["a1b2c3d4e5f6g7h8i9j0kalbmc"],
        }},
        "clientToken": "a1b2c3d4-e5f6-a1b2-c3d4-TOKEN1111111",
        "principalEntityType": "AWS::User",
    }),
    "batch_is_authorized": ("verifiedpermissions", lambda: {
        "policyStoreId": "C7v5xMplfFH3i3e4Jrzb1a",
        "requests": [{
            "principal": {"entityType": "PhotoFlash::User", "entityId": f"user-{index}"},
            "action": {"actionType": "PhotoFlash::Action", "actionId": "ViewPhoto"},
            "resource": {"entityType": "PhotoFlash::Photo", "entityId": f"photo-{index}.jpg"},
            "context": {"contextMap": {
                "authenticated": {"boolean": True},
                "ip": {"ipaddr": f"10.0.0.{index}"},
                "count": {"long": index * 1000},
                "tags": {"set": [{"string": "a"}, {"string": "b"}]},
            }},
        } for index in range(30)],
    }),
    "get_identity_context": ("quicksight", lambda: {
        "AwsAccountId": "123456789012",
        "UserIdentifier": {"UserName": "alice"},
        "Namespace": "default",
        "SessionExpiresAt": 1800000000,
    }),
    "describe_analysis_definition": ("quicksight", lambda: {
        "AwsAccountId": "123456789012",
        "AnalysisId": "sales-overview",
    }),
}


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


url, operation, calls = sys.argv[1], sys.argv[2], int(sys.argv[3])
service, inputs = INPUTS[operation]
started = time.perf_counter()
client = boto3.client(
    service, region_name="us-east-1", endpoint_url=url, aws_access_key_id="AKIDEXAMPLE",
    aws_secret_access_key="wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
call = getattr(client, operation)
call(**inputs())
first = time.perf_counter() - started
for _ in range(5):
    call(**inputs())
started, used = time.perf_counter(), cpu()
for _ in range(calls):
    call(**inputs())
wall, used = time.perf_counter() - started, cpu() - used
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"cpu_us\t{used / calls * 1e6:.2f}\tcalls_per_second\t{calls / wall:.0f}\tfirst_ms\t{first * 1e3:.2f}\tpeak_mib\t{peak:.2f}")
